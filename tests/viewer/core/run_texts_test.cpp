// SPDX-License-Identifier: GPL-3.0-or-later
// Texts about the state of a run.
#include "core/run/run_texts.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

RunStatus liveRun()
{
    auto run = std::make_shared<RunDescription>();
    run->hasTimes = true;
    run->timeUnits = "ns";
    RunStatus status;
    status.run = run;
    status.phase = RunPhase::Live;
    return status;
}

const QDateTime kNow(QDate(2026, 3, 1), QTime(14, 1, 48));

} // namespace

TEST(RunTexts, TellsOfASimulationThatWaitedForTheDisk)
{
    RunStatus status;
    EXPECT_EQ(heldText(status), "") << "calm: it was not held";
    status.waits = 1203;
    status.waitSeconds = 0.42;
    EXPECT_EQ(heldText(status), "simulation waited 1,203 ×, 0.4 s in all");
    status.waitSeconds = 185.0;
    EXPECT_EQ(heldText(status), "simulation waited 1,203 ×, 3:05 min in all");
}

TEST(RunTexts, TellsHowARunEnded)
{
    RunStatus status;
    status.phase = RunPhase::Stopped;
    EXPECT_EQ(stateWord(status), "stopped");
    EXPECT_FALSE(isGrowing(RunPhase::Stopped));
    for (const RunPhase ended :
         {RunPhase::Finished, RunPhase::Failed, RunPhase::Stopped, RunPhase::Crashed}) {
        EXPECT_TRUE(hasEnded(ended)) << static_cast<int>(ended);
    }
    for (const RunPhase other : {RunPhase::Idle, RunPhase::Waiting, RunPhase::Unreadable, RunPhase::Live,
                                 RunPhase::Stalled, RunPhase::Unreachable}) {
        EXPECT_FALSE(hasEnded(other)) << static_cast<int>(other);
    }
}

TEST(RunTexts, TellsOfTheCommits)
{
    RunStatus status;
    EXPECT_EQ(commitsText(status), "") << "a file of another program";
    status.commits = 1;
    EXPECT_EQ(commitsText(status), "1 commit");
    status.commits = 4321;
    EXPECT_EQ(commitsText(status), "4,321 commits");
    status.longestCommit = 0.0123;
    EXPECT_EQ(commitsText(status), "4,321 commits, the longest took 12.3 ms");
    status.longestCommit = 2.5;
    EXPECT_EQ(commitsText(status), "4,321 commits, the longest took 2.5 s");
}

TEST(RunTexts, TellsWhenTheRunWillBeDone)
{
    RunStatus status = liveRun();
    EXPECT_EQ(percentText(status), "");
    EXPECT_EQ(leftText(status), "") << "nobody knows";
    EXPECT_EQ(endText(status, kNow), "");
    status.progress = 0.639;
    status.secondsLeft = 192.0;
    EXPECT_EQ(percentText(status), "63 %") << "100 % is when it is there";
    EXPECT_EQ(leftText(status), "3:12 min left");
    EXPECT_EQ(endText(status, kNow), "done at 14:05");
    status.secondsLeft = 3 * 86'400.0;
    EXPECT_EQ(endText(status, kNow), "done at 2026-03-04 14:01");
    status.secondsLeft = 1e300;
    EXPECT_EQ(leftText(status), "1.16e+295 d left");
    EXPECT_EQ(endText(status, kNow), "") << "no date can tell";
    status.secondsLeft = 192.0;
    for (const RunPhase ended : {RunPhase::Crashed, RunPhase::Stopped}) {
        status.phase = ended;
        EXPECT_EQ(leftText(status), "");
        EXPECT_EQ(endText(status, kNow), "");
        EXPECT_EQ(percentText(status), "63 %");
    }
}

TEST(RunTexts, TellsTheSpeed)
{
    RunStatus status = liveRun();
    EXPECT_EQ(rateText(status), "– steps/s") << "not known yet";
    EXPECT_EQ(dataRateText(status), "– MB/s");
    EXPECT_EQ(timeRateText(status), "– simulated ns per s");
    status.stepsPerSecond = 1234.4;
    status.bytesPerSecond = 34.5e6;
    status.timePerSecond = 0.0012345;
    EXPECT_EQ(rateText(status), "1,234 steps/s");
    EXPECT_EQ(dataRateText(status), "34.5 MB/s");
    EXPECT_EQ(timeRateText(status), "0.00123 simulated ns per s");
    status.phase = RunPhase::Finished;
    EXPECT_EQ(rateText(status) + dataRateText(status) + timeRateText(status), "");
    status.phase = RunPhase::Live;
    status.silentSince = 1;
    EXPECT_EQ(rateText(status) + dataRateText(status) + timeRateText(status), "");
}

TEST(RunTexts, TellsTheAgeOfTheData)
{
    RunStatus status = liveRun();
    EXPECT_EQ(ageText(status, kNow), "");
    status.lastCommitTime = static_cast<double>(kNow.toMSecsSinceEpoch()) * 1e-3 - 12.0;
    EXPECT_EQ(ageText(status, kNow), "data 12 s old");
    const double before = status.lastCommitTime;
    status.lastCommitTime += 3600.0;
    EXPECT_EQ(ageText(status, kNow), "") << "a clock that is not ours tells no age";
    status.lastCommitTime = before;
    status.phase = RunPhase::Finished;
    EXPECT_EQ(ageText(status, kNow), "last data 2026-03-01 14:01");
    status.silentSince = kNow.toMSecsSinceEpoch() - 7900;
    EXPECT_EQ(ageText(status, kNow), "no answer for 7.0 s");
}

} // namespace h5pulse::viewer::test
