// SPDX-License-Identifier: MIT
// The simulation's own thread: how long an append blocks it at a pace that the disk can follow, and how much
// recording and watching slow a simulation down.
#include "contestants/batch_buffer.h"
#include "progress.h"
#include "scratch_folder.h"
#include "step_clock.h"
#include "suites/simulation.h"
#include "suites/suite.h"
#include "watchers.h"

#include <h5pulse/writer.h>

#include <optional>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kRowLength = 100;
constexpr std::chrono::microseconds kPeriod{20}; // 50,000 steps or 40 MB per second

h5pulse::RunSpec specification()
{
    return {.fields = {{.name = "y", .shape = {kRowLength}}}};
}

/// Calls `append` for each step, each at its time, and times each call alone. p50 is the mean of the middle
/// half.
template <typename F>
StepTimes pace(const Workload& workload, F&& append)
{
    StepClock clock(workload.steps());
    auto next = Clock::now();
    for (std::size_t step = 0; step < workload.steps(); ++step) {
        while (Clock::now() < next) {
        }
        next += kPeriod;
        clock.start();
        append(workload.time(step), workload.row(step));
        clock.lap();
    }
    StepTimes times = clock.summary();
    times.p50 = clock.middle();
    return times;
}

StepTimes paceCopy(const Workload& workload)
{
    BatchBuffer batch(workload);
    return pace(workload, [&batch](double t, std::span<const double> y) {
        if (batch.append(t, y)) {
            batch.clear();
        }
    });
}

StepTimes paceWriter(const Workload& workload, const ScratchFolder& folder, std::size_t watching)
{
    const auto file = folder.path() / "paced.h5";
    Watchers watchers(file, watching);
    h5pulse::Writer writer(file, specification());
    const StepTimes times =
        pace(workload, [&writer](double t, std::span<const double> y) { writer.append(t, y); });
    writer.close();
    watchers.stop();
    folder.clear();
    return times;
}

/// One kind of caller, over all rounds.
struct Calls
{
    std::string name{};
    std::vector<double> p50{};
    std::vector<double> p999{};
    std::vector<double> max{};

    void take(const StepTimes& times, double timerCost)
    {
        // Subtract the cost of the two clock readings.
        p50.push_back(std::max(times.p50 - timerCost, 1e-9));
        p999.push_back(std::max(times.p999 - timerCost, 1e-9));
        max.push_back(times.max);
    }

    void addTo(SuiteReport& report) const
    {
        report.add({"paced/" + name + "/p50", "s", p50, Better::Less});
        report.add({"paced/" + name + "/p99.9", "s", p999, Better::Less});
        report.add({"paced/" + name + "/max", "s", max, Better::Less});
    }
};

void runPaced(const Settings& settings, const ScratchFolder& folder, SuiteReport& report)
{
    // A batch is the number of steps in the 100 ms between two commits.
    const Workload workload(settings.quick ? 20'000 : 250'000, kRowLength, 5'000);
    Calls copy{"memcpy"}, alone{"h5pulse"}, watched{"h5pulse-watched"};
    std::vector<double> ratios;
    const double timerCost = StepClock::timerCost();
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        showProgress("appending at a pace, round " + std::to_string(round + 1));
        copy.take(paceCopy(workload), timerCost);
        alone.take(paceWriter(workload, folder, 0), timerCost);
        watched.take(paceWriter(workload, folder, kWatchers), timerCost);
        ratios.push_back(alone.p50.back() / copy.p50.back());
    }
    for (const Calls& calls : {copy, alone, watched}) {
        calls.addTo(report);
    }
    report.add({"timer", "s", {timerCost}, Better::Neither});
    report.target("append of 800 B each 20 us, p50 over memcpy's", "x", ratios, atMost(2.0));
    report.target("append of 800 B each 20 us, p99.9", "s", alone.p999, atMost(20e-6));
}

enum class Recorded { No, Yes, Watched, Viewed };

/// Seconds that the simulation takes for its steps, without opening and closing.
double simulate(Simulation& simulation, std::size_t steps, Recorded recorded, const ScratchFolder& folder)
{
    const auto file = folder.path() / "simulated.h5";
    Watchers watchers(file, recorded == Recorded::Watched ? kWatchers : 0);
    std::optional<Child> viewer;
    std::optional<h5pulse::Writer> writer;
    if (recorded != Recorded::No) {
        writer.emplace(file, specification());
    }
    if (recorded == Recorded::Viewed) {
        viewer.emplace(std::vector<std::string>{helperProgram("h5pulse_bench_viewer"), file.string()});
        writer->append(-1.0, simulation.state());
        viewer->hear(); // it shows the first step
    }
    const auto before = Clock::now();
    for (std::size_t step = 0; step < steps; ++step) {
        simulation.advance();
        if (writer) {
            writer->append(static_cast<double>(step), simulation.state());
        }
    }
    const std::chrono::duration<double> wall = Clock::now() - before;
    writer.reset();
    watchers.stop();
    if (viewer) {
        viewer->end();
    }
    folder.clear();
    return wall.count();
}

void runSimulation(const Settings& settings, const ScratchFolder& folder, SuiteReport& report)
{
    const std::size_t steps = settings.quick ? 100 : 3'000;
    Simulation simulation(kRowLength, std::chrono::milliseconds(1));
    std::vector<double> plain, recorded, watched, viewed;
    const bool viewer = !helperProgram("h5pulse_bench_viewer").empty();
    if (!viewer) {
        report.skip("simulation/viewed", "built without the viewer");
    }
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        showProgress("simulating, round " + std::to_string(round + 1));
        const double unit = simulate(simulation, steps, Recorded::No, folder);
        plain.push_back(unit / static_cast<double>(steps));
        recorded.push_back(simulate(simulation, steps, Recorded::Yes, folder) / unit);
        watched.push_back(simulate(simulation, steps, Recorded::Watched, folder) / unit);
        if (viewer) {
            viewed.push_back(simulate(simulation, steps, Recorded::Viewed, folder) / unit);
        }
    }
    report.add({"simulation/step without a writer", "s", plain, Better::Neither});
    report.add({"simulation/recorded", "x", recorded, Better::Less});
    report.target("simulation of 1 ms a step, recorded, four readers: time over without", "x", watched,
                  atMost(1.01));
    report.target("simulation of 1 ms a step, recorded, in the viewer: time over without", "x", viewed,
                  atMost(1.01));
}

} // namespace

void runAppend(const Settings& settings, SuiteReport& report)
{
    const ScratchFolder folder(settings.dir);
    runPaced(settings, folder, report);
    runSimulation(settings, folder, report);
    showProgress("");
}

} // namespace bench
