// SPDX-License-Identifier: MIT
// How soon recorded steps are visible: to a polling process, and in the viewer's pixels.
#include "child.h"
#include "progress.h"
#include "report/quantiles.h"
#include "scratch_folder.h"
#include "suites/suite.h"

#include <h5pulse/writer.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kRow = 100;
constexpr const char* kPixel = "append to a pixel of the viewer";

double nanosecondsOf(Clock::time_point time)
{
    return static_cast<double>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count());
}

/// Times at which step i was passed to the writer, and at which the call returned, in nanoseconds.
struct Moments
{
    std::vector<double> began{}; ///< before append() or commit()
    std::vector<double> ended{}; ///< after it
};

/// Sights of a child: lines with a count (or step) and a time, both ascending.
struct Sights
{
    std::vector<double> steps{};
    std::vector<double> times{};
};

Sights parse(const std::string& text)
{
    Sights sights;
    std::istringstream lines(text);
    for (double step = 0.0, time = 0.0; lines >> step >> time;) {
        sights.steps.push_back(step);
        sights.times.push_back(time);
    }
    return sights;
}

/// Seconds from each moment to the first sight of its step or a later one. `first` is the number that a child
/// reports for the step of the first moment.
std::vector<double> latencies(const std::vector<double>& moments, std::size_t first, const Sights& sights)
{
    std::vector<double> result;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const auto found = std::ranges::lower_bound(sights.steps, static_cast<double>(first + i));
        if (found == sights.steps.end()) {
            throw std::runtime_error("step " + std::to_string(i) + " was never seen");
        }
        const double seen = sights.times[static_cast<std::size_t>(found - sights.steps.begin())];
        result.push_back(std::max(0.0, 1e-9 * (seen - moments[i])));
    }
    return result;
}

/// Rows that differ in every component, so that no two steps look alike.
class Rows
{
public:
    std::span<const double> next()
    {
        for (double& value : m_row) {
            value = m_uniform(m_random);
        }
        return m_row;
    }
    /// Random pause, evenly distributed, so that steps do not synchronise with polls.
    void pause(std::chrono::microseconds shortest, std::chrono::microseconds longest)
    {
        std::uniform_int_distribution<long> wait(shortest.count(), longest.count());
        std::this_thread::sleep_for(std::chrono::microseconds(wait(m_random)));
    }

private:
    std::mt19937_64 m_random{7};
    std::uniform_real_distribution<double> m_uniform{0.0, 1.0};
    std::vector<double> m_row = std::vector<double>(kRow);
};

void watchCommits(std::size_t commits, const ScratchFolder& folder, Quantiles& fromCall,
                  Quantiles& fromReturn)
{
    const auto file = folder.path() / "visible.h5";
    h5pulse::Writer writer(file, {.fields = {{.name = "y", .shape = {kRow}}}},
                           {.commitInterval = std::chrono::milliseconds(0)});
    Child watcher({helperProgram("h5pulse_bench_watcher"), file.string(), std::to_string(commits)});
    watcher.hear();
    Rows rows;
    Moments moments;
    for (std::size_t i = 0; i < commits; ++i) {
        rows.pause(1ms, 4ms);
        writer.append(static_cast<double>(i), rows.next());
        moments.began.push_back(nanosecondsOf(Clock::now()));
        writer.commit();
        moments.ended.push_back(nanosecondsOf(Clock::now()));
    }
    watcher.hear(); // it has seen the last step
    const Sights sights = parse(watcher.end());
    fromCall.take(latencies(moments.began, 1, sights));
    fromReturn.take(latencies(moments.ended, 1, sights));
    writer.close();
    folder.clear();
}

void watchPixels(std::size_t steps, const ScratchFolder& folder, Quantiles& latency)
{
    const auto file = folder.path() / "viewed.h5";
    h5pulse::Writer writer(file, {.fields = {{.name = "y", .shape = {kRow}}}}); // default options
    Rows rows;
    writer.append(0.0, rows.next());
    Child viewer({helperProgram("h5pulse_bench_viewer"), file.string(), std::to_string(steps)});
    viewer.hear(); // it shows the first step
    std::this_thread::sleep_for(500ms);
    Moments moments;
    for (std::size_t i = 1; i <= steps; ++i) {
        rows.pause(20ms, 80ms);
        moments.began.push_back(nanosecondsOf(Clock::now()));
        writer.append(static_cast<double>(i), rows.next());
    }
    viewer.hear(); // it shows the last step
    latency.take(latencies(moments.began, 1, parse(viewer.end())));
    writer.close();
    folder.clear();
}

} // namespace

void runVisibility(const Settings& settings, SuiteReport& report)
{
    const ScratchFolder folder(settings.dir);
    Quantiles fromCall, fromReturn, pixel;
    const bool viewer = !helperProgram("h5pulse_bench_viewer").empty();
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        showProgress("visibility, round " + std::to_string(round + 1));
        watchCommits(settings.quick ? 50 : 2'000, folder, fromCall, fromReturn);
        if (viewer) {
            watchPixels(settings.quick ? 10 : 400, folder, pixel);
        }
    }
    showProgress("");
    fromCall.addTo(report, "commit, from its call to a busy reader");
    fromReturn.addTo(report, "commit, from its return to a busy reader");
    report.target("commit's return to a reader of another process that polls all the time, p99", "s",
                  fromReturn.p99, atMost(2e-3));
    if (viewer) {
        pixel.addTo(report, kPixel);
        report.target("append to a changed pixel of the viewer, all by default, p99", "s", pixel.p99,
                      atMost(0.160));
    } else {
        report.skip(kPixel, "built without the viewer");
    }
}

} // namespace bench
