// SPDX-License-Identifier: MIT
// Files with single wrong bytes anywhere. Each call ends soon, with an Error or with the content of the file.
#include "bytes/little_endian.h"
#include "h5/superblock.h"
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/test_run.h"

#include <chrono>
#include <random>

namespace h5pulse::test {

namespace {

constexpr std::size_t kWritten = 40;
constexpr auto kLimit = std::chrono::seconds(2);

class DamagedFiles : public RunFolder
{
protected:
    /// Runs `call`. Returns whether it threw no Error. Exceeding the time limit is a failure.
    template <typename Call>
    static bool works(const Call& call, const std::string& what)
    {
        const auto begin = std::chrono::steady_clock::now();
        bool fine = true;
        try {
            call();
        } catch (const Error&) {
            fine = false;
        }
        EXPECT_LT(std::chrono::steady_clock::now() - begin, kLimit) << what;
        return fine;
    }

    /// Number of descriptors that this process still has open on the file.
    std::size_t openDescriptors() const
    {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
            std::error_code error; // ignored: the iterator's descriptor is closed by now
            count += std::filesystem::read_symlink(entry, error).string().starts_with(m_path.string());
        }
        return count;
    }

    void TearDown() override { EXPECT_EQ(openDescriptors(), 0U) << "files stay open behind errors"; }

    /// Checks a damaged file of testRun. It may give errors, and at most one wrong element (at the damaged
    /// byte).
    void expectHarmless(const std::string& what)
    {
        std::optional<Reader> reader;
        if (!works([&] { reader.emplace(m_path); }, what + ": open")) {
            return;
        }
        works([&] { reader->refresh(); }, what + ": refresh");
        static_cast<void>(reader->stateText());
        std::size_t wrong = 0;
        for (const FieldInfo& field : std::vector<FieldInfo>(reader->fields())) {
            std::vector<double> row(field.components());
            const std::size_t steps = std::min(reader->steps(field.name), kWritten);
            for (std::size_t step = 0; step < steps; ++step) {
                if (works([&] { reader->readStep(field.name, step, row); }, what + ": " + field.name)) {
                    for (std::size_t i = 0; i < row.size(); ++i) {
                        wrong += row[i] != (field.name == "y" ? valueOf(step, i) : energyOf(step));
                    }
                }
            }
        }
        works([&] { reader->readTimes(0, std::min(reader->steps(), kWritten)); }, what + ": times");
        works([&] { reader->stepAt(3.0); }, what + ": step at");
        EXPECT_LE(wrong, 1U) << what;
    }
};

TEST_F(DamagedFiles, EveryByteOfTheSuperblock)
{
    writeFinished(m_path, kWritten);
    const std::string whole = readBytes(m_path);
    for (std::size_t offset = 0; offset < h5::kSuperblockBytes; ++offset) {
        writeBytes(m_path, whole);
        flipByte(m_path, offset);
        SCOPED_TRACE("byte " + std::to_string(offset));
        const std::string message = messageOf<Error>([&] { Reader reader(m_path); });
        EXPECT_THAT(message, ::testing::Not(::testing::HasSubstr("h5clear")));
    }
}

TEST_F(DamagedFiles, BytesOfALiveFile)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, kWritten);
    const std::string whole = readBytes(m_path);
    std::mt19937 random(20261123); // NOLINT: the same bytes each time
    // All metadata of the datasets is before the first row.
    const std::size_t metadata = loadLittle(reinterpret_cast<const unsigned char*>(&whole[28]), 8);
    ASSERT_LT(metadata, whole.size());
    for (int i = 0; i < 200; ++i) {
        const std::size_t offset = i % 4 != 0 ? random() % metadata : random() % whole.size();
        writeBytes(m_path, whole);
        flipByte(m_path, offset);
        expectHarmless("byte " + std::to_string(offset));
        if (HasFailure()) {
            break;
        }
    }
}

TEST_F(DamagedFiles, ZeroedPagesOfALiveFile)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, kWritten);
    const std::string whole = readBytes(m_path);
    for (std::size_t page = 0; page * 512 < std::min<std::size_t>(whole.size(), 20'000); ++page) {
        std::string bytes = whole;
        bytes.replace(page * 512, std::min<std::size_t>(512, bytes.size() - page * 512), 512, '\0');
        writeBytes(m_path, bytes);
        const auto begin = std::chrono::steady_clock::now();
        try {
            Reader reader(m_path);
            reader.refresh();
            std::vector<double> row(reader.field("y").components());
            reader.readStep("y", 0, row);
        } catch (const std::exception&) {
            // An Error, or an exception because the field is missing.
        }
        EXPECT_LT(std::chrono::steady_clock::now() - begin, kLimit) << "page " << page;
    }
}

} // namespace

} // namespace h5pulse::test
