// SPDX-License-Identifier: MIT
#include "format/superblock.h"

#include "os/descriptor.h"
#include "support/crashed_run.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <fcntl.h>

namespace h5pulse::test {

namespace {

std::uint32_t hashOf(std::string_view text, std::uint32_t seed = 0)
{
    return lookup3(reinterpret_cast<const unsigned char*>(text.data()), text.size(), seed);
}

TEST(Lookup3, GivesTheValuesOfItsAuthor)
{
    // hashlittle() in the driver5 of Bob Jenkins' lookup3.c.
    EXPECT_EQ(hashOf(""), 0xDEADBEEFU);
    EXPECT_EQ(hashOf("", 0xDEADBEEFU), 0xBD5B7DDEU);
    EXPECT_EQ(hashOf("Four score and seven years ago"), 0x17770551U);
    EXPECT_EQ(hashOf("Four score and seven years ago", 1), 0xCD628161U);
}

TEST(LittleEndian, StoresWhatItLoads)
{
    std::array<unsigned char, 8> bytes{};
    storeLittle(bytes.data(), 0x0102030405060708U, 8);
    EXPECT_EQ(bytes[0], 8);
    EXPECT_EQ(bytes[7], 1);
    EXPECT_EQ(loadLittle(bytes.data(), 8), 0x0102030405060708U);
    EXPECT_EQ(loadLittle(bytes.data(), 2), 0x0708U);
}

class SuperblockOf : public RunFolder
{
protected:
    std::optional<Superblock> read() const
    {
        const Descriptor descriptor(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC));
        return readSuperblock(descriptor.get());
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
        const std::string bytes = readBytes(m_path);
        EXPECT_EQ(hashOf(std::string_view(bytes).substr(0, 44)),
                  loadLittle(reinterpret_cast<const unsigned char*>(&bytes[44]), 4));
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
    Superblock superblock{.version = 3, .flags = 1};
    EXPECT_TRUE(superblock.openForWriting());
    EXPECT_FALSE(superblock.openForSwmr());
    superblock.version = 2; // has no flags that mean this
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
    EXPECT_FALSE(readSuperblock(-1));
}

} // namespace

} // namespace h5pulse::test
