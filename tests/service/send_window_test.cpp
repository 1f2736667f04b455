// SPDX-License-Identifier: MIT
#include "run/send_window.h"

#include <h5pulse/service/message.h>

#include <gtest/gtest.h>

namespace h5pulse::test {

namespace {

using namespace std::chrono_literals;
using Clock = SendWindow::Clock;

/// A client behind a line, in simulated time.
struct Line
{
    Clock::duration delay; ///< there and back
    double bytesPerSecond;
    SendWindow window{};
    Clock::time_point now{};
    Clock::time_point free{}; ///< when the line has sent everything
    std::deque<Clock::time_point> acknowledged{};
    std::size_t sent = 0;
    std::size_t mostUnderWay = 0;

    /// News of a size, at each millisecond that the window is open and 60 times a second at most.
    void run(Clock::duration time, std::size_t bytes)
    {
        const Clock::time_point end = now + time;
        Clock::time_point next = now;
        for (; now < end; now += 1ms) {
            while (!acknowledged.empty() && acknowledged.front() <= now) {
                acknowledged.pop_front();
                window.onAcknowledged(1, now);
            }
            if (now >= next && window.isOpen()) {
                window.onSent(bytes, now);
                free = std::max(free, now) +
                       std::chrono::duration_cast<Clock::duration>(
                           std::chrono::duration<double>(static_cast<double>(bytes) / bytesPerSecond));
                acknowledged.push_back(free + delay);
                next = now + 16ms;
                ++sent;
            }
            mostUnderWay = std::max(mostUnderWay, acknowledged.size());
        }
    }
};

} // namespace

TEST(SendWindow, KeepsALongLineBusy)
{
    Line line{.delay = 50ms, .bytesPerSecond = 1e9};
    line.run(2s, 15'000);
    EXPECT_GT(line.sent, 110U) << "two under way would be 80";
    EXPECT_LE(line.mostUnderWay, kMaxRepliesUnderWay);
}

TEST(SendWindow, MakesNoQueueOnASlowLine)
{
    Line line{.delay = 50ms, .bytesPerSecond = 125e3};
    line.run(10s, 15'000);
    EXPECT_GT(line.sent, 70U) << "the line is busy";
    const std::size_t before = line.sent;
    line.mostUnderWay = 0;
    line.run(5s, 15'000);
    EXPECT_GT(line.sent, before + 35);
    EXPECT_LE(line.mostUnderWay, SendWindow::kMin) << "a reply waits for one other at most";
}

TEST(SendWindow, BecomesNarrowWhenALineBecomesSlow)
{
    Line line{.delay = 50ms, .bytesPerSecond = 1e9};
    line.run(2s, 15'000);
    line.bytesPerSecond = 125e3;
    line.run(2s, 15'000);
    line.mostUnderWay = 0;
    line.run(2s, 15'000);
    EXPECT_LE(line.mostUnderWay, SendWindow::kMin);
}

TEST(SendWindow, LimitsTheBytesUnderWay)
{
    Line line{.delay = 200ms, .bytesPerSecond = 1e12};
    line.run(2s, 900'000);
    EXPECT_LE(line.mostUnderWay, SendWindow::kMin);
}

TEST(SendWindow, IsClosedToAClientThatAcknowledgesNothing)
{
    SendWindow window;
    for (std::uint64_t i = 0; i < SendWindow::kMin; ++i) {
        ASSERT_TRUE(window.isOpen());
        window.onSent(1, {});
    }
    EXPECT_FALSE(window.isOpen());
}

} // namespace h5pulse::test
