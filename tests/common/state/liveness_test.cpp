// SPDX-License-Identifier: MIT
// Whether a writer lives, for readers with another clock, host name or kernel than the writer.
#include "heartbeat_edit.h"
#include "os/machine.h"
#include "support/assumed_file_system.h"
#include "support/crashed_run.h"
#include "support/run_folder.h"
#include "support/test_run.h"
#include "wait_until.h"

namespace h5pulse::test {

namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kOtherHost = "elsewhere";
constexpr const char* kOtherBoot = "00000000-1111-2222-3333-444444444444";
constexpr double kHour = 3600.0;
constexpr double kYear = 365 * 24 * kHour;
constexpr auto kShort = 300ms;

class LivenessJudges : public RunFolder
{
protected:
    /// A writer in this process that writes no heartbeats of its own.
    Writer startWriting(std::size_t steps = 3) const
    {
        Writer writer(m_path, testRun(5), commitByHand());
        appendSteps(writer, steps, 5);
        writer.commit();
        return writer;
    }

    HeartbeatEdit crash() const
    {
        writeCrashed(H5PULSE_TEST_WRITER, m_path, 7);
        return HeartbeatEdit(m_path);
    }

    static bool becomes(Reader& reader, RunState state)
    {
        return waitUntil([&] {
            reader.refresh();
            return reader.state() == state;
        });
    }

    /// The state that a new Reader reports.
    RunState firstLook(std::chrono::milliseconds stallAfter = 10s) const
    {
        return Reader(m_path, {.stallAfter = stallAfter}).state();
    }
};

// Clocks

TEST_F(LivenessJudges, AWriterWhoseClockIsWrongLives)
{
    const Writer writer = startWriting();
    const HeartbeatEdit heartbeat(m_path);
    const double now = HeartbeatEdit::now();
    for (const double wrong : {now - kHour, now + kHour, 12.0, now + 50 * kYear}) {
        heartbeat.setTimes(wrong - 10.0, wrong, wrong);
        EXPECT_EQ(firstLook(), RunState::Running) << wrong - now;
    }
}

TEST_F(LivenessJudges, AWriterWhoseClockIsWrongStalls)
{
    const Writer writer = startWriting();
    const HeartbeatEdit heartbeat(m_path);
    const double future = HeartbeatEdit::now() + kHour;
    heartbeat.setTimes(future - 1.0, future, future);
    heartbeat.setCommits(1000);
    Reader reader(m_path, {.stallAfter = kShort});
    EXPECT_TRUE(becomes(reader, RunState::Stalled));
}

/// The silence is measured by the writer's clock, so a new reader need not wait.
TEST_F(LivenessJudges, ALongSilenceIsSeenAtTheFirstLook)
{
    const Writer writer = startWriting();
    const HeartbeatEdit heartbeat(m_path);
    heartbeat.setTimes(1000.0, 1001.0, 1001.5);
    EXPECT_EQ(firstLook(), RunState::Running);
    heartbeat.setTimes(1000.0, 1001.0, 1030.0);
    EXPECT_EQ(firstLook(), RunState::Stalled);
    EXPECT_EQ(firstLook(1min), RunState::Running);
}

/// If the clock was set while the writer ran, its times give neither a silence nor an interval.
TEST_F(LivenessJudges, AClockThatWasSetMeanwhileTellsNothing)
{
    const Writer writer = startWriting();
    const HeartbeatEdit heartbeat(m_path);
    const double now = HeartbeatEdit::now();
    heartbeat.setTimes(now, now + 1.0, now + 1.0 - kHour);
    EXPECT_EQ(firstLook(), RunState::Running) << "set back after the last commit";
    heartbeat.setTimes(12.0, 13.0, now);
    EXPECT_EQ(firstLook(), RunState::Running) << "set from 1970 after the last commit";
    heartbeat.setTimes(12.0, now, now);
    Reader reader(m_path, {.stallAfter = kShort});
    EXPECT_TRUE(becomes(reader, RunState::Stalled)) << "one commit does not take since 1970";
}

/// The clock was set forward between a commit and the next heartbeat.
TEST_F(LivenessJudges, AClockThatIsSetDoesNotMisleadWhoSeesTheCommit)
{
    Writer writer = startWriting();
    Reader reader(m_path);
    appendSteps(writer, 1, 5);
    writer.commit();
    const double now = HeartbeatEdit::now();
    HeartbeatEdit(m_path).setTimes(now - kHour, now - kHour, now);
    reader.refresh();
    EXPECT_EQ(reader.state(), RunState::Running) << "the commit came after the last look";
    EXPECT_EQ(firstLook(), RunState::Stalled) << "who did not look can only believe it";
}

// Machines

/// A container has another name but the same kernel, so the lock decides.
TEST_F(LivenessJudges, AnotherNameOnThisKernelIsNoOtherMachine)
{
    const HeartbeatEdit heartbeat = crash();
    heartbeat.setMachine(kOtherHost, bootText());
    const Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Crashed);
    EXPECT_TRUE(reader.needsRepair());
}

TEST_F(LivenessJudges, ALiveWriterOfAnotherNameOnThisKernelRuns)
{
    const Writer writer = startWriting();
    HeartbeatEdit(m_path).setMachine(kOtherHost, bootText());
    EXPECT_EQ(firstLook(), RunState::Running);
}

TEST_F(LivenessJudges, AMachineThatWasStartedAnewHasNoWriter)
{
    crash().setBoot(kOtherBoot);
    EXPECT_EQ(firstLook(), RunState::Crashed);
}

/// Host names repeat ("localhost"). If heartbeats continue, another machine of that name writes them.
TEST_F(LivenessJudges, AMachineOfTheSameNameMayWrite)
{
    const HeartbeatEdit heartbeat = crash();
    heartbeat.setBoot(kOtherBoot);
    Reader reader(m_path, {.stallAfter = kShort});
    EXPECT_EQ(reader.state(), RunState::Crashed);
    heartbeat.writeHeartbeat();
    reader.refresh();
    EXPECT_TRUE(isLive(reader.state()));
    EXPECT_TRUE(becomes(reader, RunState::Stalled)) << "it may live, but nothing comes";
    EXPECT_FALSE(reader.needsRepair());
}

TEST_F(LivenessJudges, AnotherMachineIsNeverCalledCrashed)
{
    const HeartbeatEdit heartbeat = crash();
    heartbeat.setMachine(kOtherHost, kOtherBoot);
    Reader reader(m_path, {.stallAfter = kShort});
    EXPECT_EQ(reader.state(), RunState::Running) << "nothing is known yet";
    const auto end = std::chrono::steady_clock::now() + 4 * kShort;
    std::size_t looks = 0;
    while (std::chrono::steady_clock::now() < end) {
        heartbeat.writeHeartbeat();
        reader.refresh();
        ASSERT_NE(reader.state(), RunState::Crashed);
        ASSERT_TRUE(isLive(reader.state()));
        ASSERT_FALSE(reader.needsRepair());
        ++looks;
    }
    EXPECT_GT(looks, 1U);
    EXPECT_TRUE(becomes(reader, RunState::Stalled)) << "it may live, but nothing comes";
}

TEST_F(LivenessJudges, AnotherMachineIsWaitedForAsLongAsAsked)
{
    crash().setMachine(kOtherHost, kOtherBoot);
    EXPECT_EQ(firstLook(std::chrono::milliseconds::max()), RunState::Running);
    EXPECT_EQ(firstLook(0ms), RunState::Stalled);
}

TEST_F(LivenessJudges, AnotherMachineThatIsSilentForLongIsPresumedDead)
{
    const HeartbeatEdit heartbeat = crash();
    heartbeat.setMachine(kOtherHost, kOtherBoot);
    const double before =
        std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    Reader reader(m_path, {.stallAfter = 10ms});
    reader.refresh();
    EXPECT_EQ(reader.writerStatus().presumedDeadSince, 0.0) << "not at once";
    ASSERT_TRUE(waitUntil([&] {
        reader.refresh();
        return reader.writerStatus().presumedDeadSince != 0.0;
    }));
    EXPECT_EQ(reader.state(), RunState::Stalled) << "a guess, not a state";
    EXPECT_NEAR(reader.writerStatus().presumedDeadSince, before, 5.0);
    EXPECT_THAT(reader.stateText(),
                AllOf(HasSubstr(kOtherHost), HasSubstr("presumed dead"), HasSubstr("h5pulse recover")));
    heartbeat.writeHeartbeat();
    reader.refresh();
    EXPECT_EQ(reader.writerStatus().presumedDeadSince, 0.0) << "it lives";
    EXPECT_THAT(reader.stateText(), Not(HasSubstr("presumed dead")));
}

TEST_F(LivenessJudges, AnotherMachineMayBeSeenLateOnASharedFileSystem)
{
    const HeartbeatEdit heartbeat = crash();
    heartbeat.setMachine(kOtherHost, kOtherBoot);
    EXPECT_THAT(Reader(m_path, {.stallAfter = 0ms}).stateText(), Not(HasSubstr("can show late")));
    const AssumedFileSystem assumed(kNfs);
    Reader reader(m_path, {.stallAfter = 10ms});
    ASSERT_TRUE(waitUntil([&] {
        reader.refresh();
        return reader.state() == RunState::Stalled;
    }));
    EXPECT_THAT(reader.stateText(), HasSubstr("the run lies on NFS, which can show late"));
    ASSERT_TRUE(waitUntil([&] {
        reader.refresh();
        return reader.writerStatus().presumedDeadSince != 0.0;
    }));
    EXPECT_THAT(reader.stateText(), AllOf(HasSubstr("presumed dead"), HasSubstr("the run lies on NFS")));
}

TEST_F(LivenessJudges, AnotherMachineThatSaysItsDiskIsFullStalls)
{
    const HeartbeatEdit heartbeat = crash();
    heartbeat.setMachine(kOtherHost, kOtherBoot);
    heartbeat.setWriteProblem(1, "the disk is full");
    EXPECT_EQ(firstLook(), RunState::Stalled);
}

/// Files of systems without a boot id. Then the host names decide.
TEST_F(LivenessJudges, WithoutABootIdNamesTell)
{
    const HeartbeatEdit heartbeat = crash();
    heartbeat.setBoot("");
    EXPECT_EQ(firstLook(), RunState::Crashed);
    heartbeat.setMachine(kOtherHost, "");
    EXPECT_EQ(firstLook(), RunState::Running);
}

} // namespace

} // namespace h5pulse::test
