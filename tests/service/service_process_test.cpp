// SPDX-License-Identifier: MIT
// A client of `h5pulse serve` in a process of its own, which is killed, stopped, missing, far away, or lies.
#include "process.h"
#include "ssh_server.h"
#include "temporary_folder.h"
#include "wait_until.h"

#include <h5pulse/service/message.h>
#include <h5pulse/service/service_process.h>
#include <h5pulse/version.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>

namespace h5pulse::test {

namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kFrame = "frame";

void append(Writer& writer, int steps)
{
    for (int i = 0; i < steps; ++i) {
        const double time = static_cast<double>(writer.steps());
        writer.append(time, std::vector<double>(3, time));
    }
    writer.commit();
}

class ServiceProcessTest : public testing::Test
{
protected:
    ServiceProcessTest()
    {
        m_request.path = m_path.string();
        m_request.opening = 1;
        m_request.queries[kFrame] = {1, FrameQuery{.field = "y"}};
    }

    std::unique_ptr<Writer> newWriter(int steps)
    {
        auto writer = std::make_unique<Writer>(m_path, RunSpec{.fields = {{.name = "y", .shape = {3}}}});
        append(*writer, steps);
        return writer;
    }

    void start(ServiceCommands commands = {.here = H5PULSE_COMMAND_FILE})
    {
        commands.pause = milliseconds(20);
        m_process = std::make_unique<ServiceProcess>(std::move(commands), [this] { ++m_calls; });
        post();
    }

    /// A service that is a shell script.
    ServiceCommands script(const std::string& text)
    {
        const std::filesystem::path path = m_folder / "service.sh";
        std::ofstream(path) << "#!/bin/sh\n" << text;
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return {.here = path.string()};
    }

    void post()
    {
        ++m_request.number;
        m_process->post(m_request);
    }

    void take()
    {
        const std::optional<RunReply> reply = m_process->take();
        if (!reply) {
            return;
        }
        if (reply->status) {
            m_status = reply->status;
        }
        if (const auto found = reply->results.find(kFrame); found != reply->results.end()) {
            m_answered = found->second.request;
            if (const auto result = std::dynamic_pointer_cast<const FrameResult>(found->second.result);
                result && result->frame) {
                m_frame = result->frame;
            }
        }
    }

    bool waitUntil(const std::function<bool()>& condition)
    {
        return test::waitUntil([&] {
            take();
            return condition();
        });
    }

    bool shows(std::uint64_t steps) const
    {
        return m_frame && m_frame->step == steps - 1 &&
               m_frame->real.front() == static_cast<double>(steps - 1);
    }

    ServiceState state() const { return m_process->state(); }
    bool isLost() { return state().phase == ServiceState::Phase::Lost; }
    std::string problem() { return state().problem; }

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "run.h5";
    RunRequest m_request;
    StatusPtr m_status;
    FramePtr m_frame;
    std::uint64_t m_answered = 0; // request that the last frame answers
    std::atomic<int> m_calls = 0;
    std::unique_ptr<ServiceProcess> m_process;
};

} // namespace

TEST_F(ServiceProcessTest, FollowsALiveRun)
{
    const auto writer = newWriter(3);
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    EXPECT_EQ(state().phase, ServiceState::Phase::Ready);
    EXPECT_EQ(m_status->path, m_request.path);
    EXPECT_GT(m_calls, 0);
    append(*writer, 5);
    EXPECT_TRUE(waitUntil([&] { return shows(8); }));
    EXPECT_EQ(m_frame->run, m_status->run);
}

TEST_F(ServiceProcessTest, GoesOnWithTheSameRunAfterItWasKilled)
{
    const auto writer = newWriter(3);
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    const StatusPtr before = m_status;
    const int first = state().id;
    ASSERT_EQ(::kill(first, SIGKILL), 0);
    append(*writer, 4);
    ASSERT_TRUE(waitUntil([&] { return shows(7); }));
    EXPECT_NE(state().id, first);
    EXPECT_EQ(m_status->run, before->run);
    EXPECT_EQ(m_status->generation, before->generation);
    EXPECT_THAT(problem(), IsEmpty()) << "it is over";
}

TEST_F(ServiceProcessTest, TellsHowItEndedAndKeepsTheRunUntilItIsReadAgain)
{
    const auto writer = newWriter(3);
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    const RunDescriptionPtr run = m_status->run;
    writer->close();
    std::filesystem::rename(m_path, m_folder / "elsewhere.h5");
    ASSERT_EQ(::kill(state().id, SIGKILL), 0);
    ASSERT_TRUE(waitUntil([&] { return !problem().empty(); }));
    EXPECT_THAT(problem(), HasSubstr("the process that reads this run ended unexpectedly (signal 9"));
    ASSERT_TRUE(waitUntil([&] { return m_status->phase == RunPhase::Unreachable; }));
    EXPECT_EQ(m_status->run, run);
    EXPECT_EQ(m_status->steps, 3U);
    std::filesystem::rename(m_folder / "elsewhere.h5", m_path);
    EXPECT_TRUE(waitUntil([&] { return m_status->phase == RunPhase::Finished; }));
    EXPECT_EQ(m_status->run, run);
}

TEST_F(ServiceProcessTest, KnowsAnotherRunThatWasWrittenMeanwhile)
{
    newWriter(3)->close();
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    const StatusPtr before = m_status;
    ASSERT_EQ(::kill(state().id, SIGSTOP), 0);
    std::filesystem::remove(m_path);
    Writer other(m_path, RunSpec{.fields = {{.name = "y", .shape = {4}}}});
    other.append(0.0, std::vector<double>(4, 9.0));
    other.commit();
    ASSERT_EQ(::kill(state().id, SIGKILL), 0);
    ASSERT_TRUE(waitUntil([&] { return m_frame->real.size() == 4; }));
    EXPECT_NE(m_status->run, before->run);
    EXPECT_NE(m_status->generation, before->generation);
}

TEST_F(ServiceProcessTest, ReplacesOneThatGivesNoSign)
{
    const auto writer = newWriter(3);
    start({.here = H5PULSE_COMMAND_FILE, .deaf = milliseconds(300)});
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    const int first = state().id;
    ASSERT_EQ(::kill(first, SIGSTOP), 0);
    append(*writer, 1);
    m_request.cursor = {.at = CursorPosition::At::Step, .step = 1};
    post();
    ASSERT_TRUE(waitUntil([&] { return shows(2); }));
    EXPECT_NE(state().id, first);
    EXPECT_TRUE(waitUntil([&] { return ::kill(first, 0) != 0; })) << "nothing is left of the first";
}

TEST_F(ServiceProcessTest, EndsAtOnceBesideOneThatIsStopped)
{
    newWriter(3)->close();
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    ASSERT_EQ(::kill(state().id, SIGSTOP), 0);
    const auto before = std::chrono::steady_clock::now();
    m_process.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));
}

TEST_F(ServiceProcessTest, GivesEachPathAProcess)
{
    newWriter(3)->close();
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    const int first = state().id;
    m_path = m_folder / "other.h5";
    newWriter(5)->close();
    m_request.path = m_path.string();
    ++m_request.opening;
    post();
    ASSERT_TRUE(waitUntil([&] { return shows(5); }));
    EXPECT_NE(state().id, first);
    m_request.path.clear();
    ++m_request.opening;
    post();
    EXPECT_TRUE(waitUntil([&] { return state().phase == ServiceState::Phase::None; }));
    EXPECT_EQ(state().id, 0);
}

TEST_F(ServiceProcessTest, ReadsAgainInTheSameProcess)
{
    newWriter(3)->close();
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    const int first = state().id;
    ++m_request.opening;
    post();
    ASSERT_TRUE(
        waitUntil([&] { return m_status->opening == 2 && m_status->run && m_answered == m_request.number; }));
    EXPECT_EQ(state().id, first);
}

TEST_F(ServiceProcessTest, AnswersTheStepThatWasAskedLast)
{
    newWriter(500)->close();
    start();
    for (std::uint64_t step = 0; step < 400; ++step) {
        m_request.cursor = {.at = CursorPosition::At::Step, .step = step};
        post();
    }
    EXPECT_TRUE(waitUntil([&] { return shows(400); }));
}

TEST_F(ServiceProcessTest, SaysThatTheProgramIsMissing)
{
    newWriter(1)->close();
    start({.here = "/nonexistent/h5pulse"});
    ASSERT_TRUE(waitUntil([&] { return isLost(); }));
    EXPECT_THAT(problem(), HasSubstr("cannot start '/nonexistent/h5pulse'"));
    EXPECT_THAT(problem(), HasSubstr("H5PULSE_COMMAND"));
    EXPECT_FALSE(state().startsAgain);
}

TEST_F(ServiceProcessTest, PausesLongerBeforeEachNewStart)
{
    start(script("echo 'no good' >&2; exit 3\n"));
    ASSERT_TRUE(waitUntil([&] { return isLost() && state().pause > milliseconds(200); }));
    EXPECT_THAT(problem(), HasSubstr("(exit status 3): no good"));
    EXPECT_TRUE(state().startsAgain);
}

TEST_F(ServiceProcessTest, RefusesAnotherVersion)
{
    start(script("echo 'h5pulse-serve 99 7.0.0'; cat >/dev/null\n"));
    ASSERT_TRUE(waitUntil([&] { return isLost(); }));
    EXPECT_THAT(problem(), HasSubstr("h5pulse 7.0.0 and speaks version 99"));
    EXPECT_THAT(problem(), HasSubstr(H5PULSE_VERSION));
    EXPECT_FALSE(state().startsAgain);
}

/// Each service says something that the protocol does not allow. All end in a sentence, and nothing else happens.
class LyingService : public ServiceProcessTest,
                     public testing::WithParamInterface<std::pair<const char*, const char*>>
{
protected:
    static std::string message(const std::string& text)
    {
        std::string bytes = Message{text, {}}.bytes();
        std::string escaped;
        for (const char c : bytes) {
            std::array<char, 5> octal{};
            std::snprintf(octal.data(), octal.size(), "\\%03o", static_cast<unsigned char>(c));
            escaped += octal.data();
        }
        return "printf '" + escaped + "'\n";
    }
};

TEST_P(LyingService, IsFoundOut)
{
    std::string text = "echo 'h5pulse-serve " + std::to_string(kProtocolVersion) + " 0.1.0'\n";
    const std::string lie = GetParam().first;
    text += lie.starts_with("{") ? message(lie) : lie;
    start(script(text + "\ncat >/dev/null\n"));
    ASSERT_TRUE(waitUntil([&] { return !problem().empty(); }));
    EXPECT_THAT(problem(), HasSubstr("sent something wrong: "));
    EXPECT_THAT(problem(), HasSubstr(GetParam().second));
    EXPECT_FALSE(m_status);
}

INSTANTIATE_TEST_SUITE_P(
    Lies, LyingService,
    testing::Values(
        std::pair("echo no message", "not a message"),
        std::pair("printf 'h5pm\\377\\377\\377\\377\\377\\377\\377\\377\\377\\377\\377\\377'",
                  "larger than the limits"),
        std::pair("{\"reply\": 7}", "more replies than were asked for"),
        std::pair("{\"pong\": 50}", "was not asked"),
        std::pair("{\"busy\": 18446744073709551615}", "was not asked"),
        std::pair("{\"reply\": 1, \"results\": 3}", "not a list"),
        std::pair("{\"reply\": 1, \"results\": [{\"kind\": \"problem\", \"name\": \"stranger\"}]}",
                  "was not asked")));

TEST_F(ServiceProcessTest, WaitsForAFolderThatAppearsLater)
{
    m_path = m_folder / "later" / "run.h5";
    m_request.path = m_path.string();
    start();
    ASSERT_TRUE(waitUntil(
        [&] { return m_status && m_status->phase == RunPhase::Waiting && !m_status->message.empty(); }));
    std::filesystem::create_directory(m_folder / "later");
    newWriter(4)->close();
    EXPECT_TRUE(waitUntil([&] { return shows(4); }));
}

TEST_F(ServiceProcessTest, FollowsAFolderThatWasReplaced)
{
    const std::filesystem::path folder = m_folder / "run";
    std::filesystem::create_directory(folder);
    m_path = folder / "run.h5";
    m_request.path = m_path.string();
    newWriter(3)->close();
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    std::filesystem::rename(folder, m_folder / "old");
    std::filesystem::create_directory(folder);
    newWriter(9)->close();
    EXPECT_TRUE(waitUntil([&] { return shows(9); }));
}

/// Files of h5py, with something in them that reaches for more than the file.
class ReachingFile : public ServiceProcessTest
{
protected:
    /// Runs a Python program with `path` and `folder`, until it prints a line.
    Process python(const std::string& text)
    {
        Process process({H5PULSE_TEST_PYTHON, "-c",
                         "import h5py, numpy as np, sys\npath, folder = sys.argv[1:]\n" + text,
                         m_path.string(), m_folder.path().string()});
        EXPECT_TRUE(process.readLine()) << process.wait().err;
        return process;
    }
};

TEST_F(ReachingFile, WithALivingWriterIsNotCalledCrashed)
{
    Process writer = python("f = h5py.File(path, 'w', libver='latest')\n"
                            "y = f.create_dataset('y', (0, 3), maxshape=(None, 3), chunks=(8, 3))\n"
                            "f.swmr_mode = True\n"
                            "y.resize((2, 3)); y[:] = [[0, 0, 0], [1, 1, 1]]; f.flush()\n"
                            "print('there', flush=True); sys.stdin.readline()\n");
    start();
    ASSERT_TRUE(waitUntil([&] { return shows(2); }));
    EXPECT_TRUE(m_status->phase == RunPhase::Live || m_status->phase == RunPhase::Stalled)
        << "only /proc tells, which a confined process cannot read: " << m_status->message;
    writer.kill(SIGKILL);
    writer.wait();
    EXPECT_TRUE(waitUntil([&] { return m_status->phase == RunPhase::Crashed; }));
}

TEST_F(ReachingFile, ToASecretOfAnotherFolderShowsNothingOfIt)
{
    std::filesystem::create_directory(m_folder / "run");
    std::filesystem::create_directory(m_folder / "private");
    m_path = m_folder / "run" / "run.h5";
    m_request.path = m_path.string();
    python("with h5py.File(folder + '/private/secret.h5', 'w') as f:\n"
           "    f.create_dataset('y', data=np.full((5, 3), 42.0), maxshape=(None, 3), chunks=(8, 3))\n"
           "with h5py.File(path, 'w') as f:\n"
           "    f.create_dataset('a', data=np.zeros((5, 3)), maxshape=(None, 3), chunks=(8, 3))\n"
           "    f['y'] = h5py.ExternalLink(folder + '/private/secret.h5', 'y')\n"
           "print('there', flush=True)\n")
        .wait();
    start();
    ASSERT_TRUE(waitUntil([&] { return m_status && m_status->run; }));
    ASSERT_TRUE(waitUntil([&] { return m_answered == m_request.number; }));
    EXPECT_FALSE(m_frame) << "a value of the other file";
}

TEST_F(ReachingFile, ByAPluginHasNoNetwork)
{
    ::setenv("HDF5_PLUGIN_PATH", NETWORK_PLUGIN_FOLDER, 1);
    python("with h5py.File(path, 'w') as f:\n"
           "    space = h5py.h5s.create_simple((1, 3), (h5py.h5s.UNLIMITED, 3))\n"
           "    p = h5py.h5p.create(h5py.h5p.DATASET_CREATE)\n"
           "    p.set_chunk((1, 3)); p.set_filter(305, h5py.h5z.FLAG_MANDATORY)\n"
           "    h5py.Dataset(h5py.h5d.create(f.id, b'y', h5py.h5t.NATIVE_DOUBLE, space, p))[:] = 7.0\n"
           "print('there', flush=True)\n")
        .wait();
    start();
    EXPECT_TRUE(waitUntil([&] { return m_frame != nullptr; }));
    ::unsetenv("HDF5_PLUGIN_PATH");
    ASSERT_TRUE(m_frame);
    EXPECT_EQ(m_frame->real[1], 7.0) << "the plugin is used";
    EXPECT_EQ(m_frame->real[0], EPERM);
}

TEST_F(ServiceProcessTest, SkipsWhatALoginShellPrintsButNotForEver)
{
    start(script("yes 'Welcome to the cluster'\n"));
    ASSERT_TRUE(waitUntil([&] { return !problem().empty(); }));
    EXPECT_THAT(problem(), HasSubstr("does not speak h5pulse's protocol"));
}

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
