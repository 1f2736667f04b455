// SPDX-License-Identifier: MIT
// Runs on NFS, with the server and the client on this machine. Tests are skipped where root may not export and mount
// folders, or where the kernel has no NFS. docs/shared-file-systems.md tells what was seen.
#include "nfs_loopback.h"
#include "support/assumed_file_system.h"
#include "support/crashed_run.h"
#include "support/test_run.h"
#include "wait_until.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <optional>
#include <thread>

namespace h5pulse::test {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t kComponents = 200;
/// A step that another machine has committed is visible after this time at the latest.
constexpr std::chrono::milliseconds kMaxDelay = 2s;

/// Number of wrong elements of the newest steps.
std::size_t wrongOfNewest(Reader& reader)
{
    constexpr std::size_t looked = 20;
    const std::size_t first = reader.steps() - std::min(reader.steps(), looked);
    std::vector<double> y(kComponents);
    std::size_t wrong = 0;
    for (std::size_t step = first; step < reader.steps(); ++step) {
        reader.readStep("y", step, y);
        wrong += y != rowOf(step, kComponents);
        wrong += reader.readTimes(step, 1).front() != timeOf(step);
    }
    return wrong;
}

/// Polls until the Reader has this number of steps. Returns the time that this took; none: the deadline has passed.
std::optional<Seconds> awaitSteps(Reader& reader, std::size_t steps, std::chrono::milliseconds deadline)
{
    const auto start = Clock::now();
    const bool seen = waitUntil(
        [&] {
            reader.refresh();
            return reader.steps() >= steps;
        },
        deadline);
    return seen ? std::optional<Seconds>(Clock::now() - start) : std::nullopt;
}

class Nfs : public testing::TestWithParam<std::string>
{
protected:
    void SetUp() override
    {
        if (!NfsServer::whyNot().empty()) {
            GTEST_SKIP() << NfsServer::whyNot();
        }
        m_export.emplace();
        m_mount.emplace(*m_export, GetParam());
        m_served = m_export->path() / "run.h5";
        m_mounted = *m_mount / "run.h5";
    }

    std::optional<NfsExport> m_export;
    std::optional<NfsMount> m_mount;
    std::filesystem::path m_served;  ///< the run beside the data
    std::filesystem::path m_mounted; ///< the same run on another machine
};

} // namespace

TEST_P(Nfs, IsNamed)
{
    writeFinished(m_served, 3);
    EXPECT_FALSE(Reader(m_served).info().sharedFileSystem);
    const Reader reader(m_mounted);
    EXPECT_EQ(reader.info().fileSystem, "NFS");
    EXPECT_TRUE(reader.info().sharedFileSystem);
}

TEST_P(Nfs, EachCommittedStepAppears)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_served, kComponents);
    Reader reader(m_mounted);
    for (std::size_t steps = 3; steps <= 90; steps += 3) {
        ASSERT_EQ(appendIn(writer, 3), "committed " + std::to_string(steps));
        ASSERT_TRUE(awaitSteps(reader, steps, kMaxDelay)) << steps;
        EXPECT_EQ(wrongOfNewest(reader), 0U) << steps;
        EXPECT_EQ(reader.state(), RunState::Running);
    }
    writer.writeLine("close");
    ASSERT_TRUE(waitUntil(
        [&] {
            reader.refresh();
            return reader.state() == RunState::Finished;
        },
        kMaxDelay));
    EXPECT_EQ(wrongElements(reader, 90), 0U);
}

TEST_P(Nfs, NoStepIsTornWhileItsWriterIsFast)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_served, kComponents);
    std::atomic<std::size_t> committed{0};
    std::atomic<bool> stop{false};
    std::thread simulation([&] {
        while (!stop && committed < 5000) {
            appendIn(writer, 1);
            ++committed;
        }
    });
    Reader reader(m_mounted);
    std::size_t wrong = 0;
    std::size_t polls = 0;
    for (const auto end = Clock::now() + 6s; Clock::now() < end; ++polls) {
        if (reader.refresh() == Refresh::Grew) {
            wrong += wrongOfNewest(reader);
        }
    }
    stop = true;
    simulation.join();
    EXPECT_EQ(wrong, 0U);
    EXPECT_TRUE(awaitSteps(reader, committed, kMaxDelay));
    EXPECT_EQ(wrongElements(reader, committed), 0U);
    std::printf("%zu polls of a run that grew to %zu steps\n", polls, committed.load());
}

TEST_P(Nfs, AWriterThatIsKilledHasCrashed)
{
    Process writer = startWriter(H5PULSE_TEST_WRITER, m_served, kComponents);
    appendIn(writer, 5);
    Reader reader(m_mounted);
    EXPECT_EQ(reader.state(), RunState::Running) << "its lock is visible to the client";
    writer.kill(9);
    writer.wait();
    EXPECT_TRUE(waitUntil(
        [&] {
            reader.refresh();
            return reader.state() == RunState::Crashed;
        },
        kMaxDelay));
    EXPECT_EQ(wrongElements(reader, 5), 0U);
}

TEST_P(Nfs, OneLockKeepsWritersOfBothSidesAway)
{
    // Two files: the client would remember the first one after the server has removed it.
    const std::pair<std::filesystem::path, std::filesystem::path> beside(m_served, m_mounted);
    const std::pair<std::filesystem::path, std::filesystem::path> away(*m_mount / "away.h5",
                                                                       m_export->path() / "away.h5");
    for (const auto& [first, second] : {beside, away}) {
        Process writer = startWriter(H5PULSE_TEST_WRITER, first, kComponents);
        ASSERT_EQ(appendIn(writer, 2), "committed 2");
        EXPECT_THROW(Writer::resume(second, testRun(kComponents)), InUseError) << second;
        writer.kill(9);
        writer.wait();
        Writer resumed = Writer::resume(second, testRun(kComponents));
        EXPECT_EQ(resumed.steps(), 2U) << second;
        resumed.close();
    }
}

/// Without synchronisation the client keeps written data for half a minute, and sends it in any order.
TEST_P(Nfs, AWriterOnAClientThatSynchronisesIsFollowed)
{
    WriterOptions options = commitByHand();
    options.syncInterval = 0ms;
    Writer writer(m_mounted, testRun(kComponents), options);
    // Two mounts of version 4 are one client to the server, which may promise that nobody else changes the file.
    const NfsMount other(*m_export, "vers=3");
    Reader beside(m_served);
    Reader elsewhere(other / "run.h5");
    for (std::size_t steps = 2; steps <= 60; steps += 2) {
        appendSteps(writer, 2, kComponents);
        writer.commit();
        for (Reader* reader : {&beside, &elsewhere}) {
            ASSERT_TRUE(awaitSteps(*reader, steps, kMaxDelay)) << reader->path() << " at " << steps;
            EXPECT_EQ(wrongOfNewest(*reader), 0U) << steps;
            EXPECT_EQ(reader->state(), RunState::Running);
        }
    }
    writer.close();
    EXPECT_TRUE(waitUntil(
        [&] {
            elsewhere.refresh();
            return elsewhere.state() == RunState::Finished;
        },
        kMaxDelay));
}

INSTANTIATE_TEST_SUITE_P(Versions, Nfs, testing::Values("vers=4.2", "vers=3"), [](const auto& version) {
    return version.param == "vers=3" ? "Version3" : "Version4";
});

} // namespace h5pulse::test
