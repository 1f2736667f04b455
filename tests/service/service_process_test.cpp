// SPDX-License-Identifier: MIT
// A client of `h5pulse serve` in a process of its own, which is killed, stopped, or missing.
#include "service_process_fixture.h"

#include <h5pulse/service/message.h>
#include <h5pulse/service/service_process.h>
#include <h5pulse/version.h>
#include <h5pulse/writer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
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

class ServiceAhead : public ServiceProcessTest
{
protected:
    /// A service that counts how often it was started.
    ServiceCommands counted(const std::string& more = {})
    {
        ServiceCommands commands = script("echo started >> '" + (m_folder / "starts").string() + "'\n" +
                                          more + "exec '" H5PULSE_COMMAND_FILE "' \"$@\"\n");
        commands.ahead = true;
        return commands;
    }
    std::ptrdiff_t starts() const
    {
        std::ifstream file(m_folder / "starts");
        return std::count(std::istreambuf_iterator<char>(file), {}, '\n');
    }
    void startWithoutRun(const ServiceCommands& commands)
    {
        const std::string path = std::exchange(m_request.path, {});
        start(commands);
        ASSERT_TRUE(waitUntil([&] { return starts() == 1; }));
        EXPECT_EQ(state().phase, ServiceState::Phase::None);
        EXPECT_EQ(state().id, 0);
        m_request.path = path;
    }
};

TEST_F(ServiceAhead, IsUsedForTheFirstRun)
{
    newWriter(3)->close();
    startWithoutRun(counted());
    post();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    EXPECT_EQ(starts(), 1);
    EXPECT_NE(state().id, 0);
    m_request.path.clear();
    post();
    ASSERT_TRUE(waitUntil([&] { return state().id == 0; }));
    EXPECT_EQ(starts(), 1) << "only at the beginning";
}

TEST_F(ServiceAhead, ThatHasEndedIsNoLoss)
{
    newWriter(3)->close();
    startWithoutRun(counted("[ -e '" + (m_folder / "again").string() + "' ] || { touch '" +
                            (m_folder / "again").string() + "'; exit 3; }\n"));
    post();
    ASSERT_TRUE(waitUntil([&] { return shows(3); }));
    EXPECT_EQ(starts(), 2);
    EXPECT_EQ(state().losses, 0);
}

TEST_F(ServiceAhead, ThatIsMissingIsSaidWhenARunIsWanted)
{
    m_request.path.clear();
    start({.here = "/nonexistent/h5pulse", .ahead = true});
    EXPECT_FALSE(test::waitUntil([&] { return state().losses > 0; }, std::chrono::milliseconds(100)));
    m_request.path = m_path.string();
    post();
    ASSERT_TRUE(waitUntil([&] { return isLost(); }));
    EXPECT_THAT(problem(), HasSubstr("/nonexistent/h5pulse"));
}

TEST_F(ServiceAhead, IsNotUsedForARunElsewhere)
{
    startWithoutRun(counted());
    ::setenv("H5PULSE_SSH", "/nonexistent/ssh", 1);
    m_request.path = "me@there:" + m_path.string();
    post();
    ASSERT_TRUE(waitUntil([&] { return isLost(); }));
    EXPECT_THAT(problem(), HasSubstr("/nonexistent/ssh"));
    ::unsetenv("H5PULSE_SSH");
}

} // namespace h5pulse::test
