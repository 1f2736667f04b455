// SPDX-License-Identifier: MIT
#include "h5/superblock.h"

#include "bytes/little_endian.h"
#include "bytes/lookup3.h"
#include "os/descriptor.h"
#include "support/crashed_run.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <fcntl.h>

namespace h5pulse::test {

namespace {

class SuperblockOf : public RunFolder
{
protected:
    std::optional<h5::Superblock> read() const
    {
        const Descriptor descriptor(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC));
        return h5::readSuperblock(descriptor.get());
    }

    void writeBy(const std::string& arguments) const
    {
        runPython(m_path, "with h5py.File(path, 'w', " + arguments + ") as f: f['y'] = np.arange(10.0)\n");
    }
};

class SuperblockVersion : public SuperblockOf,
                          public ::testing::WithParamInterface<std::pair<const char*, int>>
{
};

TEST_P(SuperblockVersion, IsParsedAndItsChecksumMatches)
{
    const auto [arguments, version] = GetParam();
    writeBy(arguments);
    const auto superblock = read();
    ASSERT_TRUE(superblock);
    EXPECT_EQ(superblock->version, version);
    EXPECT_EQ(superblock->offset, 0U);
    EXPECT_EQ(superblock->offsetSize, 8);
    EXPECT_TRUE(superblock->checksumMatches);
    EXPECT_FALSE(superblock->openForWriting());
    if (version >= 2) {
        EXPECT_EQ(superblock->endOfFile, std::filesystem::file_size(m_path));
        EXPECT_EQ(superblock->extensionAddress, ~std::uint64_t{0});
        // Independent of parse(): the checksum that HDF5 stored.
        const std::string text = readBytes(m_path);
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
        EXPECT_EQ(lookup3(bytes, 44), loadLittle(&bytes[44], 4));
        flipByte(m_path, 13);
        EXPECT_FALSE(read()->checksumMatches);
    }
}

INSTANTIATE_TEST_SUITE_P(OfH5py, SuperblockVersion,
                         ::testing::Values(std::pair{"libver=('earliest', 'v110')", 0},
                                           std::pair{"libver=('v108', 'v108')", 2},
                                           std::pair{"libver='latest'", 3}));

TEST_F(SuperblockOf, LiveFileHasBothFlags)
{
    Writer writer(m_path, testRun(5), commitByHand());
    const auto live = read();
    ASSERT_TRUE(live);
    EXPECT_EQ(live->version, 3);
    EXPECT_TRUE(live->openForSwmr());
    EXPECT_TRUE(live->checksumMatches);
    appendSteps(writer, 10, 5);
    writer.close();
    EXPECT_FALSE(read()->openForWriting());
    EXPECT_EQ(read()->endOfFile, std::filesystem::file_size(m_path));
}

TEST_F(SuperblockOf, CrashedFileKeepsTheFlags)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 10);
    EXPECT_TRUE(read()->openForSwmr());
    EXPECT_LT(read()->endOfFile, std::filesystem::file_size(m_path));
}

TEST_F(SuperblockOf, OpenWithoutSwmrIsNoSwmr)
{
    const std::string answer = runPython(m_path, "f = h5py.File(path, 'w', libver='latest')\nf.flush()\n"
                                                 "b = open(path, 'rb').read(48)\nprint(b[11])\n");
    EXPECT_EQ(answer, "1\n");
    h5::Superblock superblock{.version = 3, .flags = 1};
    EXPECT_TRUE(superblock.openForWriting());
    EXPECT_FALSE(superblock.openForSwmr());
    superblock.version = 2; // version 2 does not use these flags
    superblock.flags = 5;
    EXPECT_FALSE(superblock.openForWriting());
}

TEST_F(SuperblockOf, FileWithAUserBlock)
{
    writeBy("libver='latest', userblock_size=2048");
    ASSERT_TRUE(read());
    EXPECT_EQ(read()->offset, 2048U);
    EXPECT_TRUE(read()->checksumMatches);
}

TEST_F(SuperblockOf, WhatIsNotHdf5)
{
    for (const std::string& bytes : {std::string(), std::string("\x89HDF"), std::string(5000, 'x')}) {
        writeBytes(m_path, bytes);
        EXPECT_FALSE(read());
    }
    EXPECT_FALSE(h5::readSuperblock(-1));
}

} // namespace

} // namespace h5pulse::test
