// SPDX-License-Identifier: MIT
// A client of a service on another machine.
#include "service_process_fixture.h"
#include "ssh_server.h"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>

namespace h5pulse::test {

namespace {

using testing::HasSubstr;

/// With a stand-in for ssh that runs the command here.
class RemoteService : public ServiceProcessTest
{
protected:
    void SetUp() override
    {
        const std::filesystem::path path = m_folder / "ssh.sh";
        std::ofstream(path) << "#!/bin/sh\n"
                               "[ -e '"
                            << (m_folder / "broken").string()
                            << "' ] && { echo 'ssh: no route' >&2; exit 255; }\n"
                               "echo \"$1\" > '"
                            << (m_folder / "host").string() << "'\neval \"exec $2\"\n";
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        ::setenv("H5PULSE_SSH", path.c_str(), 1);
        ::setenv("H5PULSE_REMOTE_COMMAND", H5PULSE_COMMAND_FILE, 1);
        m_request.path = "me@there:" + m_path.string();
    }
    void TearDown() override
    {
        ::unsetenv("H5PULSE_SSH");
        ::unsetenv("H5PULSE_REMOTE_COMMAND");
    }
    void breakLine() { std::ofstream(m_folder / "broken") << "yes"; }
    void mendLine() { std::filesystem::remove(m_folder / "broken"); }
};

/// With a real sshd.
class ServiceBySsh : public ServiceProcessTest
{
protected:
    void SetUp() override
    {
        if (!SshServer::whyNot().empty()) {
            GTEST_SKIP() << SshServer::whyNot();
        }
        m_server = std::make_unique<SshServer>(m_folder.path());
        m_request.path = m_server->address(m_path);
        ::setenv("H5PULSE_REMOTE_COMMAND", H5PULSE_COMMAND_FILE, 1);
    }
    void TearDown() override
    {
        m_process.reset();
        ::unsetenv("H5PULSE_SSH");
        ::unsetenv("H5PULSE_REMOTE_COMMAND");
    }
    void useSsh(const std::string& options) { ::setenv("H5PULSE_SSH", m_server->client(options).c_str(), 1); }

    std::unique_ptr<SshServer> m_server;
};

} // namespace

TEST_F(RemoteService, ShowsTheRunThereAndSurvivesABrokenLine)
{
    const auto writer = newWriter(3);
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    EXPECT_EQ(m_status->path, m_request.path) << "as the user wrote it";
    breakLine();
    ::kill(state().id, SIGKILL);
    ASSERT_TRUE(waitUntil([&] { return problem().find("no route") != std::string::npos; }));
    EXPECT_THAT(problem(), HasSubstr("cannot reach 'me@there'"));
    append(*writer, 2);
    mendLine();
    EXPECT_TRUE(waitUntil([&] { return shows(5); }));
}

TEST_F(RemoteService, DoesNotAskAgainByItselfIfItNeverConnected)
{
    breakLine();
    start();
    ASSERT_TRUE(waitUntil([&] { return isLost(); }));
    EXPECT_FALSE(state().startsAgain);
}

TEST_F(RemoteService, SaysHowToNameTheProgramThere)
{
    ::setenv("H5PULSE_REMOTE_COMMAND", "/nonexistent/h5pulse", 1);
    start();
    ASSERT_TRUE(waitUntil([&] { return isLost(); }));
    EXPECT_THAT(problem(), HasSubstr("there is no '/nonexistent/h5pulse' on 'me@there'"));
    EXPECT_THAT(problem(), HasSubstr("module load"));
}

TEST_F(ServiceBySsh, GoesOnWhereItWasAfterTheConnectionWasCut)
{
    const auto writer = newWriter(3);
    useSsh("-o BatchMode=yes -o StrictHostKeyChecking=accept-new");
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(3); })) << problem();
    const StatusPtr before = m_status;
    m_server->cut();
    append(*writer, 4);
    ASSERT_TRUE(waitUntil([&] { return shows(7); })) << problem();
    EXPECT_EQ(m_status->run, before->run);
    EXPECT_EQ(m_status->generation, before->generation);
    EXPECT_GT(state().losses, 0);
    EXPECT_THAT(state().lastProblem, HasSubstr("127.0.0.1"));
}

TEST_F(ServiceBySsh, AsksWhetherTheKeyIsRightByTheProgramThatWasNamed)
{
    newWriter(3)->close();
    const std::filesystem::path program = m_folder / "ask.sh";
    std::ofstream(program) << "#!/bin/sh\nprintf '%s' \"$1\" > '" << (m_folder / "asked").string()
                           << "'\necho yes\n";
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    useSsh("-o StrictHostKeyChecking=ask");
    start({.here = H5PULSE_COMMAND_FILE,
           .environment = {"SSH_ASKPASS=" + program.string(), "SSH_ASKPASS_REQUIRE=force"}});
    ASSERT_TRUE(waitUntil([&] { return shows(3); })) << problem();
    std::ifstream asked(m_folder / "asked");
    EXPECT_THAT(std::string(std::istreambuf_iterator<char>(asked), {}), HasSubstr("(yes/no"));
}

TEST_F(ServiceBySsh, IsNotTriedAgainByItselfWhereTheUserIsNotLetIn)
{
    newWriter(3)->close();
    useSsh("-o BatchMode=yes -o StrictHostKeyChecking=accept-new -o PubkeyAuthentication=no");
    start();
    ASSERT_TRUE(waitUntil([&] { return isLost(); }));
    EXPECT_THAT(problem(), HasSubstr("Permission denied"));
    EXPECT_FALSE(state().startsAgain);
}

} // namespace h5pulse::test
