// SPDX-License-Identifier: MIT
// The states of a run that h5pulse wrote, and their texts.
#include "heartbeat_edit.h"
#include "os/machine.h"
#include "support/crashed_run.h"
#include "support/expect_error.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/test_run.h"
#include "wait_until.h"

#include <h5pulse/recover.h>

#include <array>
#include <ctime>
#include <unistd.h>

namespace h5pulse::test {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RunStates : public RunFolder
{
protected:
    static bool becomes(Reader& reader, RunState state)
    {
        return waitUntil([&] {
            reader.refresh();
            return reader.state() == state;
        });
    }
};

TEST_F(RunStates, RunningWhileTheWriterLives)
{
    Writer writer(m_path, testRun(5), commitByHand());
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Running);
    EXPECT_EQ(reader.stateText(), "");
    const auto before = static_cast<double>(std::time(nullptr)) - 5.0;
    appendSteps(writer, 3, 5);
    writer.commit();
    reader.refresh();
    const WriterStatus& status = reader.writerStatus();
    EXPECT_EQ(status.processId, ::getpid());
    EXPECT_EQ(status.host, hostName());
    EXPECT_EQ(status.commits, 1U);
    EXPECT_EQ(status.committedSteps, 3U);
    EXPECT_GT(status.startTime, before);
    EXPECT_GE(status.lastCommitTime, status.startTime);
    EXPECT_GE(status.heartbeatTime, status.lastCommitTime);
    EXPECT_LT(status.heartbeatTime, static_cast<double>(std::time(nullptr)) + 5.0);
    EXPECT_EQ(status.reason, "");
}

TEST_F(RunStates, StalledAfterSilenceAndRunningAgainAfterACommit)
{
    Writer writer(m_path, testRun(5), commitByHand());
    Reader reader(m_path, {.stallAfter = std::chrono::milliseconds(300)});
    EXPECT_TRUE(becomes(reader, RunState::Stalled));
    EXPECT_THAT(reader.stateText(), AllOf(HasSubstr("committed nothing"), Not(HasSubstr("h5clear"))));
    EXPECT_TRUE(isLive(reader.state()));
    appendSteps(writer, 1, 5);
    writer.commit();
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.state(), RunState::Running);
}

TEST_F(RunStates, FinishedAfterClose)
{
    Writer writer(m_path, testRun(5));
    Reader reader(m_path);
    appendSteps(writer, 3, 5);
    writer.close();
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Finished);
    EXPECT_EQ(reader.stateText(), "");
    EXPECT_EQ(reader.writerStatus().committedSteps, 3U);
    EXPECT_EQ(Reader(m_path).state(), RunState::Finished);
}

TEST_F(RunStates, FailedWithTheReason)
{
    Writer writer(m_path, testRun(5));
    Reader reader(m_path);
    appendSteps(writer, 3, 5);
    writer.fail("diverged at t = 3.2");
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Failed);
    EXPECT_EQ(reader.writerStatus().reason, "diverged at t = 3.2");
    EXPECT_THAT(reader.stateText(), HasSubstr("diverged at t = 3.2"));
    EXPECT_EQ(reader.steps(), 3U);
    EXPECT_EQ(Reader(m_path).state(), RunState::Failed);
}

TEST_F(RunStates, StoppedWithTheReason)
{
    Writer writer(m_path, testRun(5));
    Reader reader(m_path);
    appendSteps(writer, 3, 5);
    writer.stop("signal 15");
    reader.refresh();
    const Reader late(m_path);
    for (const Reader* each : {&std::as_const(reader), &late}) {
        EXPECT_EQ(each->state(), RunState::Stopped);
        EXPECT_FALSE(isLive(each->state()));
        EXPECT_FALSE(each->needsRepair());
        EXPECT_EQ(each->writerStatus().reason, "signal 15");
        EXPECT_EQ(each->stateText(), "its user stopped the run: signal 15");
        EXPECT_EQ(each->steps(), 3U);
        ASSERT_EQ(each->segments().size(), 1U);
        EXPECT_EQ(each->segments()[0].state, RunState::Stopped);
        EXPECT_EQ(each->segments()[0].reason, "signal 15");
    }
}

TEST_F(RunStates, TheEndIsSaidBeforeTheFileIsClosed)
{
    Writer writer(m_path, testRun(5), commitByHand());
    Reader reader(m_path);
    const std::array<RunState, 3> ends{RunState::Finished, RunState::Failed, RunState::Stopped};
    for (int state = 1; state <= 3; ++state) {
        const std::string reason = state == 1 ? "" : "reason " + std::to_string(state);
        setEnd(m_path, state, reason);
        reader.refresh();
        EXPECT_EQ(reader.state(), ends.at(static_cast<std::size_t>(state) - 1)) << state;
        ASSERT_EQ(reader.segments().size(), 1U);
        EXPECT_EQ(reader.segments()[0].state, reader.state());
        EXPECT_EQ(reader.segments()[0].reason, reason) << state;
    }
    setEnd(m_path, 77, "no words for it"); // an invalid state, as in a damaged file
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Running);
    EXPECT_EQ(reader.segments()[0].reason, "");
}

TEST_F(RunStates, CrashedWhenTheWriterIsKilled)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, 5);
    EXPECT_EQ(appendIn(writer, 7), "committed 7");
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Running);
    EXPECT_EQ(reader.writerStatus().processId, writer.id());
    writer.kill(9);
    writer.wait();
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    EXPECT_EQ(reader.state(), RunState::Crashed);
    EXPECT_FALSE(isLive(reader.state()));
    EXPECT_THAT(reader.stateText(), AllOf(HasSubstr("h5pulse recover " + m_path.string()),
                                          HasSubstr("7 steps"), Not(HasSubstr("h5clear"))));
    EXPECT_EQ(reader.steps(), 7U);
    EXPECT_EQ(wrongElements(reader, 7), 0U);
    Reader late(m_path);
    EXPECT_EQ(late.state(), RunState::Crashed);
    EXPECT_EQ(late.steps(), 7U);
    EXPECT_EQ(late.writerStatus().processId, writer.id());
}

TEST_F(RunStates, CrashedWithAnySharpTurnOfTheWriter)
{
    // Ends without closing the run, as std::abort() would.
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, 5);
    appendIn(writer, 2);
    writer.closeInput();
    writer.wait();
    EXPECT_EQ(Reader(m_path).state(), RunState::Crashed);
}

TEST_F(RunStates, AnotherProcessFinishesOrFailsUnderAReader)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, 5);
    appendIn(writer, 2);
    Reader reader(m_path);
    appendIn(writer, 2);
    writer.writeLine("fail no convergence in the 3rd iteration");
    EXPECT_EQ(writer.readLine(), "failed");
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.state(), RunState::Failed);
    EXPECT_EQ(reader.writerStatus().reason, "no convergence in the 3rd iteration");
    EXPECT_EQ(wrongElements(reader, 4), 0U);
}

TEST_F(RunStates, AnotherProcessStopsUnderAReader)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_path, 5);
    appendIn(writer, 2);
    Reader reader(m_path);
    appendIn(writer, 2);
    writer.writeLine("stop the maintenance begins");
    EXPECT_EQ(writer.readLine(), "stopped");
    EXPECT_EQ(reader.refresh(), Refresh::Grew);
    EXPECT_EQ(reader.state(), RunState::Stopped);
    EXPECT_EQ(reader.writerStatus().reason, "the maintenance begins");
    EXPECT_EQ(wrongElements(reader, 4), 0U);
}

TEST_F(RunStates, RepairedButNeverFinished)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 7);
    Reader reader(m_path);
    EXPECT_TRUE(reader.needsRepair());
    recover(m_path);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
    const Reader late(m_path);
    for (const Reader* each : {&std::as_const(reader), &late}) {
        EXPECT_EQ(each->state(), RunState::Crashed);
        EXPECT_FALSE(each->needsRepair());
        EXPECT_THAT(each->stateText(), AllOf(HasSubstr("never finished"), HasSubstr("7 steps"),
                                             HasSubstr("Writer::resume"), Not(HasSubstr("recover "))));
    }
}

TEST_F(RunStates, RepairedElsewhereIsNotWaitedFor)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 7);
    recover(m_path);
    HeartbeatEdit(m_path).setMachine("elsewhere", "00000000-1111-2222-3333-444444444444");
    EXPECT_EQ(Reader(m_path).state(), RunState::Crashed);
}

TEST_F(RunStates, StalledByAFullDiskIsSaid)
{
    Writer writer(m_path, testRun(5), commitByHand());
    Reader reader(m_path);
    setWriteProblem(m_path, 1, "the disk is full (No space left on device)");
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Stalled);
    EXPECT_EQ(reader.writerStatus().writeProblem, WriteProblem::NoSpace);
    EXPECT_THAT(reader.stateText(),
                AllOf(HasSubstr("the disk is full (No space left"), HasSubstr("goes on when")));
    setWriteProblem(m_path, 2, "");
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Stalled);
    EXPECT_THAT(reader.stateText(), HasSubstr("writing failed"));
    appendSteps(writer, 1, 5);
    writer.commit();
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Running);
}

TEST_F(RunStates, EveryStateHasItsName)
{
    EXPECT_EQ(toString(RunState::Running), "running");
    EXPECT_EQ(toString(RunState::Stalled), "stalled");
    EXPECT_EQ(toString(RunState::Finished), "finished");
    EXPECT_EQ(toString(RunState::Failed), "failed");
    EXPECT_EQ(toString(RunState::Stopped), "stopped");
    EXPECT_EQ(toString(RunState::Crashed), "crashed");
    EXPECT_EQ(toString(RunState::Unreachable), "unreachable");
}

} // namespace

} // namespace h5pulse::test
