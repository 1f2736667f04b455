// SPDX-License-Identifier: MIT
#include "suites/live_run.h"

#include <chrono>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

namespace bench {

using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t kShift = 531; // points by which the wave moves per step

double waveAt(std::size_t point)
{
    const double x =
        2.0 * std::numbers::pi * static_cast<double>(point) / static_cast<double>(LiveRun::kPoints);
    return std::sin(5.0 * x) + 0.3 * std::sin(171.0 * x);
}

} // namespace

LiveRun::LiveRun(const std::filesystem::path& path, double stepsPerSecond, h5pulse::WriterOptions options)
    : m_writer(path, {.fields = {{.name = "y", .shape = {kPoints}, .units = "V"}, {.name = "energy"}}},
               options)
    , m_thread([this, stepsPerSecond] { run(stepsPerSecond); })
{
}

LiveRun::~LiveRun()
{
    m_stop = true;
    m_thread.join();
}

double LiveRun::valueAt(std::uint64_t step, std::size_t point)
{
    return waveAt(step * kShift % kPoints + point);
}

void LiveRun::run(double stepsPerSecond)
{
    std::vector<double> wave(2 * kPoints);
    for (std::size_t i = 0; i < wave.size(); ++i) {
        wave[i] = waveAt(i);
    }
    const auto begin = Clock::now();
    for (std::size_t step = 0; !m_stop; ++step) {
        const double t = static_cast<double>(step) / stepsPerSecond;
        m_writer.append(t, std::span(wave).subspan(step * kShift % kPoints, kPoints), std::cos(t));
        std::this_thread::sleep_until(
            begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(t)));
    }
    m_writer.close();
}

} // namespace bench
