// SPDX-License-Identifier: GPL-3.0-or-later
// What the status line says of the writer.
#include "core/run_status.h"
#include "ui/status_line.h"

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

TEST(StatusLine, TellsOfASimulationThatWaitedForTheDisk)
{
    RunStatus status;
    EXPECT_EQ(heldText(status), "") << "calm: it was not held";
    status.waits = 1203;
    status.waitSeconds = 0.42;
    EXPECT_EQ(heldText(status), "simulation waited 1,203 ×, 0.4 s in all");
    status.waitSeconds = 185.0;
    EXPECT_EQ(heldText(status), "simulation waited 1,203 ×, 3:05 min in all");
}

TEST(StatusLine, TellsOfTheCommits)
{
    RunStatus status;
    EXPECT_EQ(commitsText(status), "") << "a file of another program";
    status.commits = 4321;
    EXPECT_EQ(commitsText(status), "4,321 commits");
    status.longestCommit = 0.0123;
    EXPECT_EQ(commitsText(status), "4,321 commits, the longest took 12.3 ms");
    status.longestCommit = 2.5;
    EXPECT_EQ(commitsText(status), "4,321 commits, the longest took 2.5 s");
}

} // namespace h5pulse::viewer::test
