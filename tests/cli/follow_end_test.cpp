// SPDX-License-Identifier: MIT
// How follow begins and ends.
#include "cli_test.h"

#include <chrono>
#include <csignal>

namespace h5pulse::test {

namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class FollowEndTest : public CliTest
{
protected:
    std::string m_file = path("run.h5").string();
};

TEST_F(FollowEndTest, FailsWithTheRun)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 3");
    Process follow = start({"follow", m_file, "--interval", "0.02"});
    follow.readUntil(" 2 ");
    tell(writer, "fail diverged at t = 3.2");
    const ProcessResult result = follow.wait();
    EXPECT_THAT(result, failsWith(1, {m_file, "failed after 3 steps", "diverged at t = 3.2"}));
    EXPECT_THAT(h5pulse({"follow", m_file}), failsWith(1, {"diverged at t = 3.2"}));
}

TEST_F(FollowEndTest, EndsInOrderWithAStoppedRun)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 3");
    Process follow = start({"follow", m_file, "--interval", "0.02"});
    follow.readUntil(" 2 ");
    tell(writer, "stop enough \033[31mseen");
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
    EXPECT_THAT(result.out, EndsWith("\n# stopped: 3 steps: enough \\x1b[31mseen\n"));

    const ProcessResult again = h5pulse({"follow", m_file});
    EXPECT_EQ(again.status, 0);
    EXPECT_THAT(again.out, AllOf(StartsWith("# " + m_file + ": stopped\n"), HasSubstr("# stopped: 3 steps")));
}

TEST_F(FollowEndTest, SaysWhatRepairsACrashedRun)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 4");
    Process follow = start({"follow", m_file, "--interval", "0.02"});
    follow.readUntil(" 3 ");
    writer.kill(SIGKILL);
    EXPECT_EQ(writer.wait().status, 128 + SIGKILL);
    const ProcessResult result = follow.wait();
    const std::string process = "process " + std::to_string(writer.id());
    EXPECT_THAT(result,
                failsWith(1, {m_file, process, "4 steps are committed", "'h5pulse recover " + m_file + "'"}));
    EXPECT_THAT(result.err, Not(HasSubstr("h5clear")));

    const ProcessResult again = h5pulse({"follow", m_file, "--component", "0"});
    EXPECT_THAT(again, failsWith(1, {"h5pulse recover"}));
    EXPECT_THAT(again.out, HasSubstr("0.3                  3\n")); // committed steps are shown anyway
}

TEST_F(FollowEndTest, WaitsForAFile)
{
    Process follow = start({"follow", m_file, "--wait", "30", "--interval", "0.02"});
    // The test cannot tell whether follow waits already. The expectations hold in both cases.
    Process writer = startWriter(m_file);
    tell(writer, "append 2");
    EXPECT_TRUE(follow.readUntil(" 1 ").has_value());
    tell(writer, "finish");
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
}

TEST_F(FollowEndTest, WaitsForAFileThatIsNotReady)
{
    write(m_file, "");
    Process follow = start({"follow", m_file, "--wait", "30", "--interval", "0.02", "--component", "0"});
    Process writer = startWriter(path("ready.h5"));
    tell(writer, "append 2");
    tell(writer, "finish");
    std::filesystem::rename(path("ready.h5"), m_file);
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("# finished: 2 steps"));
}

TEST_F(FollowEndTest, GivesUpWaiting)
{
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_THAT(h5pulse({"follow", m_file, "--wait", "0.4"}), failsWith(1, {m_file, "no such file"}));
    EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(400));

    write(m_file, "");
    const ProcessResult empty = h5pulse({"follow", m_file, "--wait", "0.4"});
    EXPECT_EQ(empty.status, 1);
    EXPECT_THAT(empty.err,
                AllOf(HasSubstr("h5pulse: waiting: " + m_file), HasSubstr("\nh5pulse: " + m_file)));
    EXPECT_THAT(h5pulse({"follow", m_folder.path().string(), "--wait", "inf"}), failsWith(1, {"directory"}));
}

TEST_F(FollowEndTest, GivesUpFollowing)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 1");
    const ProcessResult result = h5pulse({"follow", m_file, "--timeout", "0.3", "--interval", "0.02"});
    EXPECT_THAT(result, failsWith(1, {m_file, "0.3 s", "--timeout"}));
    EXPECT_THAT(result.out, HasSubstr("# " + m_file + ": running\n"));
}

TEST_F(FollowEndTest, EndsAtASignal)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 1");
    for (int signal : {SIGINT, SIGTERM}) {
        Process follow = start({"follow", m_file, "--interval", "1000"});
        follow.readUntil(" 0 ");
        follow.kill(signal);
        const ProcessResult result = follow.wait();
        EXPECT_EQ(result.status, 128 + signal);
        EXPECT_EQ(result.err, "");
    }
    Process waiting = start({"follow", path("nosuch.h5").string(), "--wait", "1000"});
    waiting.kill(SIGINT);
    EXPECT_EQ(waiting.wait().status, 128 + SIGINT);
}

TEST_F(FollowEndTest, EndsWithItsPipe)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 1");
    Process follow = start({"follow", m_file, "--interval", "1000"});
    follow.readUntil(" 0 ");
    follow.closeOutput(); // follow prints nothing more, and must notice anyway
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
}

TEST_F(FollowEndTest, SaysThatItsOutputIsFull)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 1");
    EXPECT_THAT(shell("$H5PULSE follow run.h5 > /dev/full"),
                failsWith(1, {"standard output", "No space left on device"}));
}

TEST_F(FollowEndTest, FollowsAFileThatLostItsName)
{
    Process writer = startWriter(m_file);
    tell(writer, "append 1");
    Process follow = start({"follow", m_file, "--interval", "0.02"});
    follow.readUntil(" 0 ");
    std::filesystem::remove(m_file); // the writer continues with a file that has no name
    EXPECT_THAT(*follow.readLine(), AllOf(StartsWith("# unreachable: "), HasSubstr("deleted")));
    tell(writer, "append 1");
    EXPECT_TRUE(follow.readUntil(" 1 ").has_value());
    tell(writer, "finish");
    EXPECT_TRUE(follow.readUntil("# finished: 2 steps").has_value());
    EXPECT_EQ(follow.wait().status, 0);
}

} // namespace

} // namespace h5pulse::test
