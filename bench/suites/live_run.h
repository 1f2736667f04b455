// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/writer.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <thread>

namespace bench {

/// A simulation that records 100,000 points and one number with this many steps per second, until it is destroyed.
class LiveRun
{
public:
    static constexpr std::size_t kPoints = 100'000;

    LiveRun(const std::filesystem::path& path, double stepsPerSecond, h5pulse::WriterOptions options);
    ~LiveRun();
    /// Value of a point at a step.
    static double valueAt(std::uint64_t step, std::size_t point);
    LiveRun(const LiveRun&) = delete;
    LiveRun& operator=(const LiveRun&) = delete;

private:
    void run(double stepsPerSecond);

    h5pulse::Writer m_writer;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

} // namespace bench
