// SPDX-License-Identifier: MIT
// recover() must not change files of living writers and files that it does not understand.
#include "bytes/little_endian.h"
#include "bytes/lookup3.h"
#include "os/machine.h"
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <h5pulse/recover.h>

#include <unistd.h>

namespace h5pulse::test {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class RecoverRefuses : public RunFolder
{
protected:
    void expectUntouched(std::string_view reason) const
    {
        const std::string bytes = readBytes(m_path);
        EXPECT_THAT(messageOf<Error>([&] { recover(m_path); }),
                    AllOf(HasSubstr(m_path.string()), HasSubstr(std::string(reason))));
        EXPECT_TRUE(readBytes(m_path) == bytes) << "it was changed";
        EXPECT_THROW(recover(m_path, {.dryRun = true}), Error);
    }

    /// A crashed run with these bytes in its superblock, and a valid checksum.
    void crashWith(std::size_t offset, const std::string& changed) const
    {
        writeCrashed(H5PULSE_TEST_WRITER, m_path, 10);
        std::string bytes = readBytes(m_path);
        bytes.replace(offset, changed.size(), changed);
        auto* begin = reinterpret_cast<unsigned char*>(bytes.data());
        storeLittle(begin + 44, lookup3(begin, 44), 4);
        writeBytes(m_path, bytes);
    }
};

TEST_F(RecoverRefuses, LiveRunOfAnotherProcess)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, 5);
    appendIn(writer, 10);
    EXPECT_THAT(messageOf<InUseError>([&] { recover(m_path); }),
                AllOf(HasSubstr("process " + std::to_string(writer.id())), HasSubstr(hostName())));
    EXPECT_THROW(recover(m_path, {.dryRun = true}), InUseError);
    EXPECT_EQ(appendIn(writer, 10), "committed 20") << "the writer was disturbed";
    writer.writeLine("close");
    EXPECT_EQ(writer.readLine(), "closed");
    EXPECT_EQ(runScript("h5py_check.py", {m_path, "5"}), "steps 20\n");
}

TEST_F(RecoverRefuses, LiveRunOfThisProcess)
{
    const Writer writer(m_path, testRun(5));
    EXPECT_THAT(messageOf<InUseError>([&] { recover(m_path); }), HasSubstr(std::to_string(::getpid())));
}

TEST_F(RecoverRefuses, LiveSwmrFileOfH5py)
{
    // h5py does not use the writer's lock.
    Process writer(script("h5py_swmr_writer.py", {m_path, "100", "100", "hang"}));
    ASSERT_TRUE(writer.readUntil("steps 100"));
    const std::string bytes = readBytes(m_path);
    EXPECT_THAT(messageOf<InUseError>([&] { recover(m_path); }),
                HasSubstr("process " + std::to_string(writer.id())));
    EXPECT_EQ(readBytes(m_path), bytes);
}

TEST_F(RecoverRefuses, NotHdf5)
{
    writeBytes(m_path, "just some text, longer than a superblock, so that there is something to look at");
    expectUntouched("not an HDF5 file");
}

TEST_F(RecoverRefuses, EmptyFile)
{
    writeBytes(m_path, "");
    expectUntouched("not an HDF5 file");
}

TEST_F(RecoverRefuses, MissingFileAndDirectory)
{
    EXPECT_THAT(messageOf<MissingError>([&] { recover(m_path); }), HasSubstr("No such file"));
    EXPECT_THROW(recover(m_folder / "no folder" / "run.h5"), MissingError);
    EXPECT_FALSE(std::filesystem::exists(m_path));
    EXPECT_THAT(messageOf<Error>([&] { recover(m_folder.path()); }), HasSubstr("directory"));
}

TEST_F(RecoverRefuses, WrongChecksum)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 10);
    flipByte(m_path, 30);
    expectUntouched("checksum");
}

TEST_F(RecoverRefuses, UnfinishedFileWithoutSwmr)
{
    crashWith(11, std::string(1, '\1'));
    expectUntouched("did not use SWMR");
}

TEST_F(RecoverRefuses, SuperblockWithAnExtension)
{
    crashWith(20, std::string(8, '\0'));
    expectUntouched("extension");
}

TEST_F(RecoverRefuses, AddressesThatDoNotCountFromTheBeginning)
{
    crashWith(12, std::string("\0\0\x60", 3));
    expectUntouched("do not count from its beginning");
}

TEST_F(RecoverRefuses, AddressesOfAnotherSize)
{
    crashWith(9, std::string(1, '\4'));
    expectUntouched("8 bytes");
}

TEST_F(RecoverRefuses, UserBlock)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 10);
    writeBytes(m_path, std::string(512, ' ') + readBytes(m_path));
    expectUntouched("user block");
}

} // namespace

} // namespace h5pulse::test
