// SPDX-License-Identifier: MIT
// Files that change while follow reads them. It prints the reason and continues.
#include "as_nobody.h"
#include "cli_test.h"
#include "heartbeat_edit.h"

#include <chrono>
#include <csignal>
#include <cstdlib>

namespace h5pulse::test {

namespace {

using std::filesystem::perms;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class FollowChangeTest : public CliTest
{
protected:
    /// HDF5 leaks some memory for each damaged block. The leak sanitizer, if the program has one, ignores
    /// that.
    FollowChangeTest()
    {
        ::setenv("LSAN_OPTIONS",
                 "print_suppressions=0:suppressions=" H5PULSE_TEST_SCRIPTS "/leaks_of_hdf5.supp", 1);
    }

    /// Follows a live run until its last step has been printed.
    Process follow(int steps)
    {
        m_writer.emplace(startWriter(m_file));
        tell(*m_writer, "append " + std::to_string(steps));
        Process follow = start({"follow", m_file, "--interval", "0.02"});
        follow.readUntil(" " + std::to_string(steps - 1) + " ");
        return follow;
    }

    /// Moves a new run to the path, and expects that it is followed to its end.
    void expectGoesOnWithANewRun(Process& follow)
    {
        Process next = startWriter(path("next.h5"));
        tell(next, "append 2");
        std::filesystem::rename(path("next.h5"), m_file);
        EXPECT_TRUE(follow.readUntil("# a new run: " + m_file + ": running").has_value());
        EXPECT_TRUE(follow.readUntil(" 1 ").has_value());
        tell(next, "finish");
        EXPECT_TRUE(follow.readUntil("# finished: 2 steps").has_value());
        EXPECT_EQ(follow.wait().status, 0);
    }

    static std::size_t count(const std::string& text, const std::string& part)
    {
        std::size_t found = 0;
        for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) {
            ++found;
        }
        return found;
    }

    std::string m_file = path("run.h5").string();
    std::optional<Process> m_writer;
};

TEST_F(FollowChangeTest, DeletedAndStartedAnew)
{
    Process follow = this->follow(4);
    std::filesystem::remove(m_file);
    EXPECT_THAT(*follow.readLine(), AllOf(StartsWith("# unreachable: the file was deleted, but its writer"),
                                          HasSubstr("cp /proc/")));
    m_writer->kill(SIGKILL);
    m_writer->wait();
    EXPECT_THAT(*follow.readLine(), StartsWith("# unreachable: the file was deleted; it is lost"));
    expectGoesOnWithANewRun(follow);
    EXPECT_EQ(follow.wait().err, "");
}

TEST_F(FollowChangeTest, MovedAndMovedBack)
{
    Process follow = this->follow(4);
    std::filesystem::rename(m_file, path("moved.h5"));
    EXPECT_THAT(*follow.readLine(),
                StartsWith("# unreachable: the file was moved to " + path("moved.h5").string()));
    tell(*m_writer, "append 1");
    EXPECT_TRUE(follow.readUntil(" 4 ").has_value());
    std::filesystem::rename(path("moved.h5"), m_file);
    EXPECT_EQ(follow.readLine(), "# running again");
    tell(*m_writer, "finish");
    EXPECT_EQ(follow.wait().status, 0);
}

TEST_F(FollowChangeTest, MovedAndFailedThere)
{
    Process follow = this->follow(4);
    std::filesystem::rename(m_file, path("moved.h5"));
    follow.readUntil("# unreachable");
    tell(*m_writer, "fail diverged");
    const ProcessResult result = follow.wait();
    EXPECT_THAT(result, failsWith(1, {"failed after 4 steps", "diverged"}));
}

TEST_F(FollowChangeTest, TruncatedAndReplaced)
{
    Process follow = this->follow(4);
    std::filesystem::resize_file(m_file, 100);
    EXPECT_THAT(*follow.readErrorLine(),
                AllOf(StartsWith("h5pulse: " + m_file), HasSubstr("waiting for it to be readable again")));
    expectGoesOnWithANewRun(follow);
    const std::string messages = follow.wait().err;
    EXPECT_LE(count(messages, "\n"), 3U) << "each reason is said once: " << messages;
    EXPECT_EQ(count(follow.wait().out, "# readable again"), 1U);
}

TEST_F(FollowChangeTest, OverwrittenWithNoiseAndRestored)
{
    Process follow = this->follow(4);
    const std::string good = read(m_file);
    write(m_file, std::string(good.size(), 'x'));
    EXPECT_THAT(*follow.readErrorLine(), AllOf(HasSubstr("it is not an HDF5 file"), HasSubstr("; waiting")));
    write(m_file, good);
    EXPECT_EQ(follow.readLine(), "# readable again");
    tell(*m_writer, "append 1");
    EXPECT_TRUE(follow.readUntil(" 4 ").has_value());
    tell(*m_writer, "finish");
    EXPECT_EQ(follow.wait().status, 0);
}

TEST_F(FollowChangeTest, ReplacedByAnEmptyFileThatBecomesARun)
{
    Process follow = this->follow(4);
    write(path("empty"), "");
    std::filesystem::rename(path("empty"), m_file);
    EXPECT_THAT(*follow.readErrorLine(), HasSubstr("the file is empty; waiting"));
    expectGoesOnWithANewRun(follow);
}

TEST_F(FollowChangeTest, PermissionTakenAndGiven)
{
    const auto program = copyForNobody(H5PULSE_PROGRAM, m_folder.path());
    const auto folder = path("closed");
    std::filesystem::create_directory(folder);
    m_file = folder / "run.h5";
    Process writer = startWriter(m_file);
    tell(writer, "append 4");
    Process follow(asNobody({program, "follow", m_file, "--interval", "0.02"}));
    follow.readUntil(" 3 ");
    std::filesystem::permissions(folder, perms(0300));
    EXPECT_THAT(*follow.readLine(), AllOf(StartsWith("# unreachable: "), HasSubstr("Permission denied")));
    tell(writer, "append 1");
    EXPECT_TRUE(follow.readUntil(" 4 ").has_value()) << "what is open is read on";
    std::filesystem::permissions(folder, perms(0755));
    EXPECT_EQ(follow.readLine(), "# running again");
    std::filesystem::permissions(m_file, perms(0));
    tell(writer, "finish"); // for this, the file must be opened again
    EXPECT_THAT(*follow.readErrorLine(), HasSubstr("Permission denied; waiting"));
    std::filesystem::permissions(m_file, perms(0644));
    EXPECT_TRUE(follow.readUntil("# finished: 5 steps").has_value());
    EXPECT_EQ(follow.wait().status, 0);
}

TEST_F(FollowChangeTest, SaysThatTheDiskIsFull)
{
    Process follow = this->follow(4);
    setWriteProblem(m_file, 1, "the disk is full (No space left on device)");
    EXPECT_THAT(*follow.readLine(), AllOf(StartsWith("# stalled: the disk is full (No space left on device)"),
                                          HasSubstr("goes on when")));
    tell(*m_writer, "append 1");
    EXPECT_EQ(follow.readLine(), "# running again");
    follow.kill(SIGINT);
    EXPECT_EQ(follow.wait().status, 128 + SIGINT);
}

TEST_F(FollowChangeTest, GivesUpAfterTheTimeoutAlone)
{
    m_writer.emplace(startWriter(m_file));
    tell(*m_writer, "append 1");
    Process follow = start({"follow", m_file, "--interval", "0.02", "--timeout", "4"});
    follow.readUntil(" 0 ");
    write(path("noise"), "noise");
    std::filesystem::rename(path("noise"), m_file);
    EXPECT_THAT(*follow.readErrorLine(), HasSubstr("waiting"));
    const ProcessResult result = follow.wait();
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, HasSubstr("--timeout"));
}

} // namespace

} // namespace h5pulse::test
