// SPDX-License-Identifier: MIT
// Containers. Many processes have id 1, and hosts have the same names or new names after each start.
#include "counted_run.h"
#include "killed_child.h"

#include <h5pulse/recover.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace h5pulse::test {
namespace {

/// A process in a separate namespace, which waits until the test calls go().
class Container
{
public:
    /// To be made while this process has one thread: a child of more cannot allocate under the sanitizers.
    /// @param kind CLONE_NEWPID: the process is number 1. CLONE_NEWUTS: it can name its host. CLONE_NEWUSER:
    /// it is root there, once becomeRootOf() has said whom it is here.
    template <typename Work>
    explicit Container(const Work& work, int kind = CLONE_NEWPID)
    {
        std::array<int, 2> go{};
        std::array<int, 2> answer{};
        EXPECT_EQ(::pipe(go.data()), 0);
        EXPECT_EQ(::pipe(answer.data()), 0);
        m_process =
            static_cast<pid_t>(::syscall(SYS_clone, kind | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
        if (m_process == 0) {
            bool good = (kind & CLONE_NEWPID) == 0 || ::getpid() == 1;
            try {
                work([&] {
                    char byte = 0;
                    good = ::write(answer[1], &byte, 1) == 1 && ::read(go[0], &byte, 1) == 1 && good;
                });
            } catch (const std::exception& error) {
                std::fprintf(stderr, "in the container: %s\n", error.what());
                good = false;
            }
            ::_exit(good ? 0 : 1);
        }
        ::close(go[0]);
        ::close(answer[1]);
        m_go = go[1];
        m_answer = answer[0];
    }
    Container(const Container&) = delete;
    Container& operator=(const Container&) = delete;
    ~Container()
    {
        ::close(m_go);
        ::close(m_answer);
    }

    void awaitPause() const
    {
        char byte = 0;
        EXPECT_EQ(::read(m_answer, &byte, 1), 1);
    }
    void go() const
    {
        const char byte = 0;
        EXPECT_EQ(::write(m_go, &byte, 1), 1);
    }
    bool exists() const { return m_process > 0; }
    /// Maps root in the namespace to the user with this id.
    void becomeRootOf(uid_t user) const
    {
        for (const char* map : {"uid_map", "gid_map"}) {
            std::ofstream("/proc/" + std::to_string(m_process) + "/" + map) << "0 " << user << " 1\n";
        }
    }
    void kill() const { ::kill(m_process, SIGKILL); }
    int wait() const
    {
        int status = -1;
        EXPECT_EQ(::waitpid(m_process, &status, 0), m_process);
        return status;
    }

private:
    pid_t m_process;
    int m_go;
    int m_answer;
};

class Containers : public CountedRun
{
protected:
    void SetUp() override
    {
        if (::geteuid() != 0) {
            GTEST_SKIP() << "namespaces need root";
        }
    }

    /// Replaces an existing run, and waits before the first commit.
    auto replacing(const std::filesystem::path& path) const
    {
        Writer(path, m_run).append(0.0, 0.0);
        return [this, path](const auto& pause) {
            Writer writer(path, m_run,
                          {.commitInterval = {}, .background = false, .existing = Existing::Replace});
            append(writer, 0, 100);
            pause();
            writer.close();
        };
    }
};

TEST_F(Containers, twoThatLookTheSameDoNotTakeEachOthersFiles)
{
    const auto other = m_folder / "other.h5";
    const Container first(replacing(m_path));
    first.awaitPause();
    const Container second(replacing(other));
    second.awaitPause();
    first.go();
    EXPECT_EQ(first.wait(), 0);
    second.go();
    EXPECT_EQ(second.wait(), 0);
    expectRun(100, RunState::Finished);
    expectRun(other, 100, RunState::Finished);
}

TEST_F(Containers, oneThatWasKilledCanBeStartedAgain)
{
    {
        const Container killed(replacing(m_path));
        killed.awaitPause();
        killed.kill();
        EXPECT_TRUE(WIFSIGNALED(killed.wait()));
    }
    expectRun(1, RunState::Finished);
    const Container again([this](const auto& pause) {
        Writer writer(m_path, m_run,
                      {.commitInterval = {}, .background = false, .existing = Existing::Replace});
        append(writer, 0, 100);
        pause();
        writer.close();
    });
    again.awaitPause();
    again.go();
    EXPECT_EQ(again.wait(), 0);
    expectRun(100, RunState::Finished);
}

/// On the same kernel, the lock decides, for any names of the hosts.
TEST_F(Containers, oneWithAnotherHostNameSeesThatTheWriterIsGone)
{
    inKilledChild([&] {
        Writer writer(m_path, m_run);
        append(writer, 0, 100);
        writer.commit();
        die();
    });
    const auto elsewhere = [](const auto& check) {
        return Container(
            [check](const auto& pause) {
                const char name[] = "another-container";
                if (::sethostname(name, sizeof name - 1) != 0) {
                    throw std::system_error(errno, std::generic_category(), "sethostname");
                }
                pause();
                check();
            },
            CLONE_NEWUTS);
    };
    const auto sees = [this](RunState expected) {
        if (const RunState state = Reader(m_path).state(); state != expected) {
            throw std::runtime_error("the run is " + std::string(toString(state)));
        }
    };
    const Container afterTheKill = elsewhere([&] {
        sees(RunState::Crashed);
        if (!Reader(m_path).needsRepair()) {
            throw std::runtime_error("a repair is not asked for");
        }
    });
    const Container whileItRuns = elsewhere([&] { sees(RunState::Running); });
    const Container thatRepairs = elsewhere([&] {
        try {
            recover(m_path);
        } catch (const InUseError&) {
            return;
        }
        throw std::runtime_error("the run of a living writer was repaired");
    });
    const auto expectGood = [](const Container& container) {
        container.awaitPause();
        container.go();
        EXPECT_EQ(container.wait(), 0);
    };
    expectGood(afterTheKill);
    {
        const Writer living = Writer::resume(m_path);
        expectGood(whileItRuns);
        expectGood(thatRepairs);
    }
    expectRun(100, RunState::Finished);
}

/// The root of the container is a user of this machine, and it has a separate /proc and separate process ids.
TEST_F(Containers, rootlessOnesKeepOthersAwayWhileTheyLive)
{
    constexpr uid_t nobody = 65534;
    std::filesystem::permissions(m_folder.path(), std::filesystem::perms(0777));
    const Container rootless(
        [this](const auto& pause) {
            pause();
            if (::setgid(0) != 0 || ::setuid(0) != 0) {
                throw std::system_error(errno, std::generic_category(), "setuid");
            }
            Writer writer(m_path, m_run);
            append(writer, 0, 100);
            writer.commit();
            pause();
        },
        CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWUTS);
    if (!rootless.exists()) {
        GTEST_SKIP() << "the system gives no user namespaces";
    }
    rootless.awaitPause();
    rootless.becomeRootOf(nobody);
    rootless.go();
    rootless.awaitPause();
    EXPECT_EQ(Reader(m_path).state(), RunState::Running);
    EXPECT_THROW(recover(m_path), InUseError);
    EXPECT_THROW(Writer::resume(m_path), InUseError);
    EXPECT_THROW(writer({.existing = Existing::Replace}), InUseError);
    rootless.kill();
    EXPECT_TRUE(WIFSIGNALED(rootless.wait()));
    EXPECT_EQ(Reader(m_path).state(), RunState::Crashed);
    Writer::resume(m_path).close();
    expectRun(100, RunState::Finished);
}

} // namespace
} // namespace h5pulse::test
