// SPDX-License-Identifier: MIT
// A forked child cannot affect the run of its parent.
#include "bytes/little_endian.h"
#include "bytes/lookup3.h"
#include "counted_run.h"
#include "h5/superblock.h"
#include "killed_child.h"
#include "os/descriptor.h"
#include "process.h"
#include "wait_until.h"

#include <h5pulse/recover.h>

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <sched.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace h5pulse::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// The way in which the child was made.
struct Way
{
    const char* name;
    std::function<pid_t()> make;
};

pid_t fork()
{
    std::fflush(nullptr); // else the child prints buffered text again
    return ::fork();
}

/// Forks by a system call, so that no handlers of fork() run.
pid_t rawClone(unsigned long flags = 0)
{
    std::fflush(nullptr);
    return static_cast<pid_t>(::syscall(SYS_clone, flags | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
}

bool endsInTime(pid_t child)
{
    int status = 0;
    const bool ended = waitUntil([&] { return ::waitpid(child, &status, WNOHANG) == child; });
    if (!ended) {
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
    }
    return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// A child that waits until the test tells it to end.
class Worker
{
public:
    Worker()
    {
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        m_child = fork();
        if (m_child == 0) {
            ::close(ends[1]);
            char byte = 0;
            [[maybe_unused]] const ssize_t got = ::read(ends[0], &byte, 1);
            ::_exit(0);
        }
        ::close(ends[0]);
        m_end = Descriptor(ends[1]);
    }
    ~Worker()
    {
        m_end.reset();
        ::waitpid(m_child, nullptr, 0);
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

private:
    pid_t m_child;
    Descriptor m_end;
};

class Fork : public CountedRun
{
protected:
    bool isMarked() const
    {
        const Descriptor file(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC));
        const auto superblock = h5::readSuperblock(file.get());
        return superblock && superblock->openForSwmr();
    }

    /// Checks that the parent's run continues while and after its child lives.
    void expectUndisturbed(Writer& writer)
    {
        EXPECT_TRUE(isMarked()) << "the child has taken off the file's marks";
        Reader reader(m_path);
        EXPECT_EQ(reader.state(), RunState::Running);
        EXPECT_EQ(reader.steps(), 2000U);
        append(writer, 2000, 4000);
        writer.commit();
        EXPECT_EQ(reader.refresh(), Refresh::Grew);
        writer.close();
        expectRun(4000, RunState::Finished);
    }
};

class ForkWays : public Fork, public testing::WithParamInterface<Way>
{
};

INSTANTIATE_TEST_SUITE_P(Ways, ForkWays,
                         testing::Values(Way{"fork", [] { return fork(); }},
                                         Way{"clone", [] { return rawClone(); }}),
                         [](const auto& param) { return param.param.name; });

TEST_P(ForkWays, aChildThatExitsTakesNothingAway)
{
    for (const bool background : {false, true}) {
        std::filesystem::remove(m_path);
        Writer run = writer({.commitInterval = {}, .background = background});
        append(run, 0, 2000);
        run.commit();
        const pid_t child = GetParam().make();
        if (child == 0) {
            std::exit(0);
        }
        ASSERT_TRUE(endsInTime(child));
        expectUndisturbed(run);
    }
}

TEST_P(ForkWays, aChildThatLeavesTheScopeOfTheWriterDoesNothing)
{
    auto run = std::make_unique<Writer>(writer({.commitInterval = {}}));
    append(*run, 0, 1000);
    run->commit();
    append(*run, 1000, 2000); // only in memory, and the child has a copy
    const pid_t child = GetParam().make();
    if (child == 0) {
        run.reset();
        std::exit(0);
    }
    ASSERT_TRUE(endsInTime(child));
    run->commit();
    expectUndisturbed(*run);
}

TEST_P(ForkWays, aChildThatUsesTheWriterIsRefusedWithASentence)
{
    Writer run = writer({.commitInterval = {}});
    append(run, 0, 2000);
    run.commit();
    const pid_t parent = ::getpid();
    const pid_t child = GetParam().make();
    if (child == 0) {
        const auto refused = [&](const auto& action) {
            return messageOf(action).find("belongs to process " + std::to_string(parent)) !=
                   std::string::npos;
        };
        const bool good = refused([&] { run.append(1.0, 1.0); }) && refused([&] { run.commit(); }) &&
                          refused([&] { run.close(); }) && refused([&] { run.fail("no"); });
        ::_exit(good ? 0 : 1);
    }
    EXPECT_TRUE(endsInTime(child));
    expectUndisturbed(run);
}

/// In containers, parent and child may both be process 1.
TEST_F(Fork, aChildWithTheSameProcessIdIsAChildAllTheSame)
{
    if (::geteuid() != 0) {
        GTEST_SKIP() << "namespaces need root";
    }
    const pid_t first = rawClone(CLONE_NEWPID);
    if (first == 0) {
        Writer run = writer({.commitInterval = {}, .background = false});
        append(run, 0, 2000);
        run.commit();
        const pid_t second = rawClone(CLONE_NEWPID);
        if (second == 0) {
            const bool refused =
                ::getpid() == 1 && messageOf([&] { run.append(1.0, 1.0); }) != "nothing was thrown";
            std::exit(refused ? 0 : 1);
        }
        const bool good = ::getpid() == 1 && endsInTime(second);
        append(run, 2000, 4000);
        run.close();
        ::_exit(good ? 0 : 1);
    }
    ASSERT_GT(first, 0);
    EXPECT_TRUE(endsInTime(first));
    expectRun(4000, RunState::Finished);
}

/// Checks a parent that crashed after the end of its child. All committed steps exist, before and after
/// recovery.
TEST_F(Fork, aParentThatIsKilledLaterLosesNothing)
{
    for (const bool leavesScope : {false, true}) {
        std::filesystem::remove(m_path);
        inKilledChild([&] {
            auto run = std::make_unique<Writer>(writer());
            append(*run, 0, 1000);
            run->commit();
            const pid_t child = fork();
            if (child == 0) {
                if (leavesScope) {
                    run.reset();
                }
                std::exit(0);
            }
            ::waitpid(child, nullptr, 0);
            append(*run, 1000, 20'000);
            run->commit();
            die();
        });
        expectRun(20'000, RunState::Crashed);
        EXPECT_TRUE(recover(m_path).neededRepair);
        Writer again = Writer::resume(m_path);
        append(again, 20'000, 21'000);
        again.close();
        expectRun(21'000, RunState::Finished);
    }
}

/// A child of an unprotected writer could do this to the file: the marks are cleared, and the recorded end of
/// file is that from the start of SWMR.
TEST_F(Fork, marksThatAnotherProcessHasTakenOffArePutRight)
{
    const auto takeOffMarks = [&] {
        h5::SuperblockBytes bytes{};
        std::fstream file(m_path, std::ios::in | std::ios::out | std::ios::binary);
        file.read(reinterpret_cast<char*>(bytes.data()), bytes.size());
        bytes[11] = 0;
        storeLittle(&bytes[44], lookup3(bytes.data(), 44), 4);
        file.seekp(0).write(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    };
    const auto crash = [&] {
        std::filesystem::remove(m_path);
        inKilledChild([&] {
            Writer run = writer();
            append(run, 0, 20'000);
            run.commit();
            takeOffMarks();
            die();
        });
    };
    crash();
    expectRun(20'000, RunState::Crashed);
    EXPECT_TRUE(Reader(m_path).needsRepair());
    EXPECT_TRUE(recover(m_path, {.dryRun = true}).neededRepair);
    const RecoverReport report = recover(m_path);
    EXPECT_TRUE(report.neededRepair);
    EXPECT_EQ(report.steps, 20'000U);
    EXPECT_EQ(RawFile(m_path).doubles("n"), counted(20'000));
    EXPECT_FALSE(recover(m_path).neededRepair);

    crash();
    Reader watching(m_path);
    Writer again = Writer::resume(m_path);
    append(again, 20'000, 21'000);
    again.close();
    watching.refresh();
    EXPECT_EQ(watching.steps(), 21'000U);
    expectRun(21'000, RunState::Finished);
}

TEST_F(Fork, aWorkerThatOutlivesTheRunKeepsNobodyFromResumingIt)
{
    Writer run = writer();
    append(run, 0, 100);
    run.commit();
    const Worker worker;
    run.close();
    Writer again = Writer::resume(m_path);
    append(again, 100, 200);
    again.close();
    expectRun(200, RunState::Finished);
}

/// A child has the descriptors of its parent until it runs for the first time.
TEST_F(Fork, aChildThatIsJustBeingForkedIsNoOtherWriter)
{
    {
        Writer run = writer();
        append(run, 0, 100);
    }
    const int descriptor = ::open(m_path.c_str(), O_RDWR | O_CLOEXEC);
    std::thread child([descriptor] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300)); // a busy machine may take as long
        ::close(descriptor);
    });
    // Resumes the run in another process.
    const ProcessResult result = h5pulse::test::run({LIFE_PROGRAM, "resume", m_path.string()});
    child.join();
    EXPECT_EQ(result.status, 0) << result.err;
    expectRun(200, RunState::Finished);
}

TEST_F(Fork, aWorkerThatOutlivesAKilledParentIsNotItsWriter)
{
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    inKilledChild([&] {
        ::close(ends[1]);
        Writer run = writer();
        append(run, 0, 100);
        run.commit();
        if (fork() == 0) {
            char byte = 0;
            [[maybe_unused]] const ssize_t got = ::read(ends[0], &byte, 1);
            ::_exit(0);
        }
        die();
    });
    // The worker releases the lock first, but it may not have run yet.
    EXPECT_TRUE(waitUntil([&] { return Reader(m_path).state() == RunState::Crashed; }));
    expectRun(100, RunState::Crashed);
    EXPECT_TRUE(recover(m_path).neededRepair);
    Writer::resume(m_path).close();
    expectRun(100, RunState::Finished);
    ::close(ends[1]);
    ::close(ends[0]);
}

/// The child finds HDF5 unlocked, although the parent's thread always uses it.
TEST_F(Fork, childrenOfABusyWriterEndAtOnce)
{
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP()
        << "a child may find the sanitizer's allocator locked by its parent's thread, as that of the C "
           "library never is";
#endif
    Writer run = writer({.commitInterval = std::chrono::milliseconds(1), .commitSteps = 1});
    std::size_t steps = 0;
    for (int round = 0; round < 100; ++round) {
        append(run, steps, steps + 50);
        steps += 50;
        const pid_t child = fork();
        if (child == 0) {
            Reader(m_path).refresh(); // HDF5 works in the child
            std::exit(0);
        }
        ASSERT_TRUE(endsInTime(child)) << "round " << round;
    }
    run.close();
    expectRun(steps, RunState::Finished);
}

TEST_F(Fork, aChildMayWriteARunOfItsOwn)
{
    Writer run = writer({.commitInterval = {}});
    append(run, 0, 2000);
    run.commit();
    const auto own = m_folder / "child.h5";
    const pid_t child = fork();
    if (child == 0) {
        const bool refused = messageOf<InUseError>([&] { Writer::resume(m_path); }) != "nothing was thrown";
        Writer(own, m_run).append(0.0, 0.0);
        auto* left = new Writer(own, m_run, {.existing = Existing::Replace}); // lives until the child ends
        append(*left, 0, 50);
        std::exit(refused ? 0 : 1);
    }
    ASSERT_TRUE(endsInTime(child));
    expectRun(own, 50, RunState::Finished);
    expectUndisturbed(run);
}

TEST_F(Fork, programsThatAreStartedInheritNothing)
{
    Writer run = writer({.commitInterval = {}});
    append(run, 0, 2000);
    run.commit();
    const std::string list = "for f in /proc/self/fd/*; do readlink $f; done | grep -c run.h5";
    EXPECT_EQ(h5pulse::test::run({"sh", "-c", list}).out, "0\n");
    expectUndisturbed(run);
}

TEST_F(Fork, aVforkedChildThatExitsTakesNothingAway)
{
    EXPECT_EQ(h5pulse::test::run({LIFE_PROGRAM, "vfork-and-exit", m_path.string()}).status, 0);
    expectRun(200, RunState::Finished);
}

TEST_F(Fork, daemonsMakeTheirWriterAfterwards)
{
    const auto message = [&] {
        std::ifstream file(m_path.string() + ".message");
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    EXPECT_EQ(h5pulse::test::run({LIFE_PROGRAM, "become-a-daemon", m_path.string()}).status, 0);
    EXPECT_TRUE(waitUntil([&] { return !message().empty(); }));
    EXPECT_THAT(message(), AllOf(HasSubstr("belongs to process"), HasSubstr("after fork() or daemon()")));
    expectRun(10, RunState::Crashed);

    EXPECT_EQ(h5pulse::test::run({LIFE_PROGRAM, "daemon-first", m_path.string()}).status, 0);
    EXPECT_TRUE(waitUntil([&] {
        try {
            return Reader(m_path).state() == RunState::Finished;
        } catch (const ChangedError&) { // the daemon replaces or ends the run during the opening
            return false;
        }
    }));
    expectRun(100, RunState::Finished);
}

} // namespace
} // namespace h5pulse::test
