// SPDX-License-Identifier: MIT
// follow on a file system that does not answer. It prints a message, and ends at a signal.
#include "cli_test.h"
#include "mirror_folder.h"

#include <chrono>
#include <csignal>

namespace h5pulse::test {

namespace {

using testing::HasSubstr;

class FollowHangTest : public CliTest
{
protected:
    void SetUp() override
    {
        if (!MirrorFolder::whyNot().empty()) {
            GTEST_SKIP() << MirrorFolder::whyNot();
        }
        m_mirror.emplace(0.0);
        m_file = *m_mirror / "run.h5";
        m_writer.emplace(startWriter(m_file));
        tell(*m_writer, "append 4");
    }

    Process follow(std::vector<std::string> more = {})
    {
        more.insert(more.begin(), {"follow", m_file, "--interval", "0.02"});
        Process follow = start(more);
        follow.readUntil(" 3 ");
        return follow;
    }

    void TearDown() override
    {
        if (m_mirror) {
            m_mirror->resume();
        }
    }

    static double secondsToEnd(Process& process)
    {
        const auto begin = std::chrono::steady_clock::now();
        process.wait();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }

    std::optional<MirrorFolder> m_mirror;
    std::string m_file;
    std::optional<Process> m_writer;
};

TEST_F(FollowHangTest, SaysSoOnceAndGoesOn)
{
    Process follow = this->follow();
    m_mirror->hang();
    EXPECT_EQ(follow.readErrorLine(),
              "h5pulse: " + m_file + ": the file system has not answered for 5 s; waiting");
    m_mirror->resume();
    EXPECT_EQ(follow.readErrorLine(), "h5pulse: " + m_file + ": the file system answers again");
    tell(*m_writer, "append 1");
    EXPECT_TRUE(follow.readUntil(" 4 ").has_value());
    tell(*m_writer, "finish");
    EXPECT_EQ(follow.wait().status, 0);
}

TEST_F(FollowHangTest, EndsAtASignal)
{
    for (int signal : {SIGINT, SIGTERM}) {
        Process follow = this->follow();
        m_mirror->hang();
        // The message proves that follow waits for the file system.
        EXPECT_THAT(*follow.readErrorLine(), HasSubstr("has not answered"));
        follow.kill(signal);
        EXPECT_LT(secondsToEnd(follow), 3.0);
        EXPECT_EQ(follow.wait().status, 128 + signal);
        m_mirror->resume();
    }
}

TEST_F(FollowHangTest, EndsAfterTheTimeout)
{
    Process follow = this->follow({"--timeout", "2"});
    m_mirror->hang();
    EXPECT_LT(secondsToEnd(follow), 10.0);
    const ProcessResult result = follow.wait();
    EXPECT_THAT(result, failsWith(1, {m_file, "--timeout"}));
}

TEST_F(FollowHangTest, SaysSoAlreadyWhenItOpens)
{
    m_mirror->hang();
    Process follow = start({"follow", m_file});
    EXPECT_THAT(*follow.readErrorLine(), HasSubstr("has not answered"));
    follow.kill(SIGINT);
    EXPECT_LT(secondsToEnd(follow), 3.0);
    EXPECT_EQ(follow.wait().status, 128 + SIGINT);
}

} // namespace

} // namespace h5pulse::test
