// SPDX-License-Identifier: MIT
// File systems that lack something: no locks, no writing.
#include "campaigns.h"
#include "heartbeat_edit.h"
#include "mounted_disk.h"
#include "programs.h"
#include "shim/record.h"
#include "writer_report.h"

#include <h5pulse/reader.h>
#include <h5pulse/recover.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <sys/mount.h>

namespace h5pulse::faults {

namespace {

using testing::AllOf;
using testing::HasSubstr;

class OddFileSystem : public testing::Test
{
protected:
    Command write(Command options) const { return writerCommand(m_path, options); }

    /// As on a file system without locks.
    Command withoutLocks(const Command& command) const
    {
        return disturbed({.folder = m_folder,
                          .calls = FaultLock,
                          .from = 1,
                          .to = 0, // and all that follow
                          .act = std::to_string(ENOLCK)},
                         command);
    }

    /// A writer that was killed with 20 committed steps.
    void crash(const std::filesystem::path& path) const
    {
        test::Process writer(writerCommand(path, {"--steps", "20", "--commit-every", "20", "--end", "exit"}));
        ASSERT_EQ(readReport(writer.wait().out).committed, 20U);
    }

    Bench m_bench{1};
    std::filesystem::path m_folder = m_bench.newRun();
    std::filesystem::path m_path = m_folder / "run.h5";
};

TEST_F(OddFileSystem, WithoutLocksRefusesAWriterAndSaysWhatToDo)
{
    const test::ProcessResult result = test::run(withoutLocks(write({"--steps", "10"})));
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, AllOf(HasSubstr(m_path.string()), HasSubstr("gives no lock"),
                                  HasSubstr("WriterOptions::withoutLock")));
    EXPECT_TRUE(std::filesystem::is_empty(m_folder)) << "something was left behind";
}

TEST_F(OddFileSystem, WithoutLocksTakesAWriterThatInsists)
{
    const Command command = write({"--steps", "10", "--without-lock"});
    EXPECT_EQ(test::run(withoutLocks(command)).status, 0);
    EXPECT_EQ(Reader(m_path).steps(), 10U);
    const Command more = write({"--steps", "15", "--mode", "resume", "--without-lock"});
    EXPECT_EQ(test::run(withoutLocks(more)).status, 0);
    EXPECT_EQ(Reader(m_path).steps(), 15U);
}

TEST_F(OddFileSystem, WithoutLocksARecentSignOfLifeIsAWriter)
{
    crash(m_path);
    const Command command = write({"--steps", "30", "--mode", "resume", "--without-lock"});
    const test::ProcessResult result = test::run(withoutLocks(command));
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, HasSubstr("gave a sign of life less than 10 s ago"));
    EXPECT_EQ(test::run(write({"--steps", "30", "--mode", "resume"})).status, 0) << "with a lock it is known";
    EXPECT_EQ(Reader(m_path).steps(), 30U);
}

/// Two clocks that differ: what counts is that nothing moves.
TEST_F(OddFileSystem, WithoutLocksASignOfLifeFromTheFutureIsNone)
{
    crash(m_path);
    const double future = test::HeartbeatEdit::now() + 3600.0;
    test::HeartbeatEdit(m_path).setTimes(future, future, future);
    const Command command = write({"--steps", "30", "--mode", "resume", "--without-lock"});
    EXPECT_EQ(test::run(withoutLocks(command)).status, 0);
    EXPECT_EQ(Reader(m_path).steps(), 30U);
}

#ifdef H5PULSE_CLI
TEST_F(OddFileSystem, WithoutLocksRecoveryIsAskedForTwiceAndWarns)
{
    ASSERT_EQ(test::run(write({"--steps", "10"})).status, 0);
    const test::ProcessResult refused = test::run(withoutLocks({H5PULSE_CLI, "recover", m_path}));
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.err, HasSubstr("'h5pulse recover --no-lock'"));
    const test::ProcessResult done = test::run(withoutLocks({H5PULSE_CLI, "recover", "--no-lock", m_path}));
    EXPECT_EQ(done.status, 0);
    EXPECT_THAT(done.out, HasSubstr("healthy"));
    EXPECT_THAT(done.err, HasSubstr("warning: the file system of " + m_path.string() + " gives no lock"));
    EXPECT_EQ(test::run({H5PULSE_CLI, "recover", m_path}).err, "");
}
#endif

/// Errors that do not end are tried again for so long, and then end the writer; what it committed is there.
TEST_F(OddFileSystem, ThatFailsForGoodEndsTheWriter)
{
    for (const char* where : {"--foreground", "--throw"}) { // in the caller's thread, and in the background
        std::filesystem::remove(m_path);
        const Command command = write({"--profile", "few", "--steps", "10000", "--commit-every", "5",
                                       "--retry-for", "200", "--patience", "0", where});
        const test::ProcessResult result = test::run(disturbed(
            {.folder = m_folder, .calls = FaultWrite, .from = 300, .to = 0, .act = std::to_string(EIO)},
            command));
        EXPECT_EQ(result.status, 1) << where;
        EXPECT_THAT(result.err, HasSubstr("writing failed (Input/output error)")) << where;
        const std::size_t committed = readReport(result.out).committed;
        EXPECT_GE(committed, 5U) << where;
        EXPECT_GE(recover(m_path).steps, committed) << where;
    }
}

TEST_F(OddFileSystem, ThatIsReadOnlyIsReadAndNotRecovered)
{
    try {
        const MountedDisk disk(DiskKind::Tmpfs, m_folder, 8);
        crash(m_path);
        ASSERT_EQ(::mount(nullptr, m_folder.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
        try {
            recover(m_path);
            ADD_FAILURE() << "it was recovered";
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), AllOf(HasSubstr(m_path.string()), HasSubstr("Read-only file system")));
        }
        EXPECT_THAT(test::run(write({"--steps", "30", "--mode", "resume"})).err,
                    HasSubstr("Read-only file system"));
        const Reader reader(m_path);
        EXPECT_EQ(reader.steps(), 20U);
        EXPECT_EQ(reader.state(), RunState::Crashed);
    } catch (const CannotMount& problem) {
        GTEST_SKIP() << problem.what();
    }
}

} // namespace

} // namespace h5pulse::faults
