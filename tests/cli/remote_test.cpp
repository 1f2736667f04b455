// SPDX-License-Identifier: MIT
// Runs of other machines: with a program in the place of ssh that runs commands here, and with a real sshd.
#include "cli_test.h"
#include "ssh_server.h"

#include <csignal>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class RemoteTest : public CliTest
{
protected:
    /// Another machine's home folder is "home"; its ssh keeps its arguments in "arguments".
    RemoteTest()
    {
        std::filesystem::create_directory(path("home"));
        write(path("ssh"), "#!/bin/sh\n"
                           "printf '%s\\n' \"$@\" > " +
                               path("arguments").string() +
                               "\n"
                               "while [ \"$1\" = -p ]; do shift 2; done\n"
                               "shift\n"
                               "cd " +
                               path("home").string() +
                               "\n"
                               "exec sh -c \"$*\"\n");
        std::filesystem::permissions(path("ssh"), std::filesystem::perms::owner_all);
    }

    /// Runs h5pulse with this ssh.
    ProcessResult there(const std::vector<std::string>& arguments) const { return run(lineThere(arguments)); }

    std::vector<std::string> lineThere(const std::vector<std::string>& arguments) const
    {
        std::vector<std::string> line{"env",
                                      "-C",
                                      m_folder.path().string(),
                                      "H5PULSE_SSH=" + path("ssh").string(),
                                      "H5PULSE_REMOTE_COMMAND=" H5PULSE_PROGRAM,
                                      H5PULSE_PROGRAM};
        line.insert(line.end(), arguments.begin(), arguments.end());
        return line;
    }

    /// A run of 25 steps in a file.
    static void makeRun(const std::filesystem::path& file)
    {
        Process writer = startWriter(file);
        tell(writer, "append 25");
        tell(writer, "finish");
    }

    std::string arguments() const { return read(path("arguments")); }
};

} // namespace

TEST_F(RemoteTest, InfoIsPrintedHere)
{
    makeRun(path("home/run.h5"));
    const ProcessResult result = there({"info", "me@cluster:run.h5"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(StartsWith("run.h5\n"), HasSubstr("steps        25")));
    EXPECT_EQ(arguments(), "me@cluster\n" H5PULSE_PROGRAM " info -- run.h5\n");
    EXPECT_THAT(there({"info", "--json", "ssh://cluster:2222/~/run.h5"}).out, HasSubstr("\"steps\": 25"));
    EXPECT_EQ(arguments(), "-p\n2222\ncluster\n" H5PULSE_PROGRAM " info --json -- run.h5\n");
}

TEST_F(RemoteTest, NamesAndValuesArriveAsTheyAre)
{
    const std::string name = "a b'c;$(touch oops)\"*:d.h5";
    makeRun(path("home") / name);
    const ProcessResult result =
        there({"export", "cluster:" + name, "--field", "u", "--steps", "-2:", "--component=0", "-o", "-"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(parseCsv(result.out).size(), 3U) << result.out;
    EXPECT_FALSE(std::filesystem::exists(path("home/oops")));
    makeRun(path("home/-run.h5"));
    EXPECT_EQ(there({"info", "cluster:-run.h5"}).status, 0);
}

TEST_F(RemoteTest, AnExportedFileIsHere)
{
    makeRun(path("home/run.h5"));
    const ProcessResult result = there({"export", "cluster:run.h5", "-o", "table.csv"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(read(path("table.csv")), h5pulse({"export", path("home/run.h5").string(), "-o", "-"}).out);
    EXPECT_THAT(there({"export", "cluster:run.h5", "-o", "table.csv"}),
                failsWith(1, {"table.csv", "--force"}));
    EXPECT_EQ(there({"export", "cluster:run.h5", "-o", "table.csv", "--force"}).status, 0);
    EXPECT_EQ(there({"export", "cluster:missing.h5", "-o", "other.csv"}).status, 1);
    EXPECT_FALSE(std::filesystem::exists(path("other.csv"))) << "a file is written completely or not at all";
    EXPECT_EQ(there({"export", "cluster:run.h5", "--field", "nosuch", "-o", "other.csv"}).status, 1);
    EXPECT_EQ(folderNames(), (std::vector<std::string>{"arguments", "home", "ssh", "table.csv"}));
}

TEST_F(RemoteTest, RepairsThere)
{
    const std::filesystem::path file = path("home/run.h5");
    Process writer = startWriter(file);
    tell(writer, "append 25");
    writer.kill(SIGKILL);
    writer.wait();
    const ProcessResult result = there({"recover", "--backup", "cluster:run.h5"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(there({"info", "cluster:run.h5"}).out, HasSubstr("steps        25"));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(path("home")), {}), 2) << "the copy is there";
}

TEST_F(RemoteTest, FollowsUntilTheEnd)
{
    Process writer = startWriter(path("home/run.h5"));
    tell(writer, "append 25");
    Process follow(lineThere({"follow", "cluster:run.h5", "--interval", "0.05"}));
    ASSERT_TRUE(follow.readUntil("24"));
    tell(writer, "append 1");
    ASSERT_TRUE(follow.readUntil("25"));
    tell(writer, "finish");
    EXPECT_EQ(follow.wait().status, 0);
}

TEST_F(RemoteTest, AnInterruptEndsIt)
{
    Process writer = startWriter(path("home/run.h5"));
    tell(writer, "append 25");
    Process follow(lineThere({"follow", "cluster:run.h5", "--interval", "0.05"}));
    ASSERT_TRUE(follow.readUntil("24"));
    follow.kill(SIGINT);
    EXPECT_EQ(follow.wait().status, 128 + SIGINT);
}

TEST_F(RemoteTest, AFileOfThisMachineComesFirst)
{
    makeRun(path("cluster:run.h5"));
    EXPECT_EQ(there({"info", "cluster:run.h5"}).status, 0);
    EXPECT_EQ(there({"info", "./cluster:run.h5"}).status, 0);
    EXPECT_FALSE(std::filesystem::exists(path("arguments"))) << "no ssh";
}

TEST_F(RemoteTest, SaysWhyItDoesNotWork)
{
    EXPECT_THAT(there({"info", "C:\\runs\\run.h5"}), failsWith(2, {"C:\\runs\\run.h5", "Windows"}));
    EXPECT_THAT(there({"info", "cluster:"}), failsWith(2, {"it has no file"}));
    EXPECT_THAT(there({"info", "ssh://-oProxyCommand=x/run.h5"}), failsWith(2, {"not the name of a host"}));
    const auto with = [this](const std::string& environment) {
        return shell(environment + " exec \"$H5PULSE\" info cluster:run.h5 2>&1 >/dev/null");
    };
    EXPECT_THAT(
        with("H5PULSE_SSH=./ssh H5PULSE_REMOTE_COMMAND=/nonexistent/h5pulse").out,
        AllOf(HasSubstr("there is no '/nonexistent/h5pulse' on 'cluster'"), HasSubstr("module load")));
    EXPECT_THAT(with("H5PULSE_SSH=/nonexistent/ssh").out,
                AllOf(HasSubstr("cannot start '/nonexistent/ssh'"), HasSubstr("H5PULSE_SSH")));
    EXPECT_THAT(with("H5PULSE_SSH='sh -c \"exit 255\"'").out, HasSubstr("cannot reach 'cluster'"));
    EXPECT_THAT(with("H5PULSE_SSH='\"'").out, HasSubstr("H5PULSE_SSH='\"' is not a program with arguments"));
    EXPECT_THAT(there({"info", "cluster:missing.h5"}), failsWith(1, {"missing.h5", "no such file"}));
}

/// A real sshd of this user, on loopback, with keys of its own.
TEST_F(RemoteTest, ByARealSsh)
{
    if (!SshServer::whyNot().empty()) {
        GTEST_SKIP() << SshServer::whyNot();
    }
    const SshServer server(m_folder.path());
    makeRun(path("home/my run.h5"));
    const std::string address = server.address(path("home/my%20run.h5"));
    const auto info = [&](const std::string& options) {
        return run({"env", "H5PULSE_SSH=" + server.client("-o BatchMode=yes " + options),
                    "H5PULSE_REMOTE_COMMAND=" H5PULSE_PROGRAM, H5PULSE_PROGRAM, "info", address});
    };
    const ProcessResult unknown = info("-o StrictHostKeyChecking=yes");
    EXPECT_EQ(unknown.status, 1);
    EXPECT_THAT(unknown.err, AllOf(HasSubstr("host key"), HasSubstr("h5pulse: cannot reach")));
    const ProcessResult known = info("-o StrictHostKeyChecking=accept-new");
    EXPECT_EQ(known.status, 0) << known.err;
    EXPECT_THAT(known.out, HasSubstr("steps        25"));
    const ProcessResult refused =
        info("-o StrictHostKeyChecking=yes -o IdentitiesOnly=yes -o PubkeyAuthentication=no");
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.err, HasSubstr("Permission denied"));
}

} // namespace h5pulse::test
