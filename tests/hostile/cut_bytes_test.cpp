// SPDX-License-Identifier: MIT
// Files of a few bytes, and files that end anywhere.
#include "exercise.h"
#include "hostile_file.h"

namespace h5pulse::test {

namespace {

using CutBytes = HostileFile;

TEST_F(CutBytes, TheFirstBytesOfAFileAreRefused)
{
    const std::string whole = readBytes(file("plain_modern"));
    for (std::size_t size = 0; size <= 100; ++size) {
        writeBytes(m_folder / "cut.h5", std::string_view(whole).substr(0, size));
        EXPECT_NE(messageOf<Error>([&] { Reader reader(m_folder / "cut.h5"); }), "") << size;
    }
}

TEST_F(CutBytes, AFileMayEndAnywhere)
{
    for (const char* kind : {"plain", "plain_modern", "scales", "no_numbers"}) {
        const std::string whole = readBytes(file(kind));
        std::size_t opened = 0;
        const std::size_t stride = whole.size() / 60 + 1;
        for (std::size_t size = 101; size < whole.size(); size += stride) {
            writeBytes(m_folder / "cut.h5", std::string_view(whole).substr(0, size));
            opened += fuzz::readAll(m_folder / "cut.h5").opened;
        }
        EXPECT_EQ(opened, 0U) << kind << ": HDF5 knows its length";
    }
}

} // namespace

} // namespace h5pulse::test
