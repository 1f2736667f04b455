// SPDX-License-Identifier: MIT
// The viewer's window: frames per second while it follows a run, how long one event blocks its GUI thread,
// idle load, time to the first plot, and memory.
#include "progress.h"
#include "scratch_folder.h"
#include "suites/live_run.h"
#include "suites/suite.h"
#include "suites/synthetic_file.h"
#include "suites/window.h"

#include <hdf5.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <numeric>
#include <ostream>

namespace bench {
namespace {

using namespace std::chrono_literals;

constexpr std::array kEventLimits{0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0}; // the program's limits
const std::vector<std::string> kTraced{"0", "33333", "99999"}; // components, as a user adds them by clicks
constexpr double kStepsPerSecond = 60.0;                       // steps that a screen can show one by one
constexpr double kMaxEvent = 16.0;                             // in ms
const std::vector<std::string> kFourViews{"map", "spectrum"};  // beside the state and the traces

/// Events of all rounds by duration, on both clocks.
struct Durations
{
    std::vector<double> held{}, worked{};

    static void add(std::vector<double>& sum, const std::vector<double>& counts)
    {
        sum.resize(counts.size());
        std::ranges::transform(sum, counts, sum.begin(), std::plus());
    }

    void print(std::ostream& out, const std::string& name) const
    {
        out << "  " << name << ", events by how long they worked in the GUI thread, and blocked it:\n";
        for (std::size_t i = 0; i < worked.size(); ++i) {
            const bool last = i == kEventLimits.size();
            out << (last ? "     longer than " : "     up to ")
                << (last ? kEventLimits.back() : kEventLimits[i]) << " ms: " << worked[i] << ", " << held[i]
                << '\n';
        }
    }
};

/// Number of events longer than the limit.
double countLate(const std::vector<double>& histogram)
{
    const auto first = std::ranges::upper_bound(kEventLimits, kMaxEvent) - kEventLimits.begin();
    return std::accumulate(histogram.begin() + first, histogram.end(), 0.0);
}

struct Followed
{
    std::vector<double> frames{}, load{}, held{}, worked{}, lateHeld{}, lateWorked{};
    Durations durations{};

    void take(const WindowFigures& watched)
    {
        frames.push_back(watched.framesPerSecond);
        load.push_back(watched.load);
        held.push_back(1e-3 * watched.held);
        worked.push_back(1e-3 * watched.worked);
        lateHeld.push_back(countLate(watched.heldHistogram) / watched.events);
        lateWorked.push_back(countLate(watched.workedHistogram) / watched.events);
        Durations::add(durations.held, watched.heldHistogram);
        Durations::add(durations.worked, watched.workedHistogram);
    }

    void addTo(const Settings& settings, SuiteReport& report, const std::string& name, double target) const
    {
        report.target("following 100,000 points, " + name + ": states drawn a second", "1/s", frames,
                      atLeast(target));
        report.target("following 100,000 points, " + name + ": most work for one event", "s", worked,
                      atMost(1e-3 * kMaxEvent));
        const std::string key = "follow/" + name;
        report.add({key + "/share of events with more than 16 ms of work", "x", lateWorked, Better::Less});
        report.add({key + "/longest event, with what others took of the core", "s", held, Better::Less});
        report.add({key + "/share of events that held the thread over 16 ms", "x", lateHeld, Better::Less});
        report.add({key + "/cores", "x", load, Better::Less});
        durations.print(*settings.out, name);
    }
};

WindowFigures follow(const ScratchFolder& folder, const std::vector<std::string>& views,
                     std::chrono::milliseconds time, double stepsPerSecond = 150.0,
                     const h5pulse::WriterOptions& options = {.commitInterval = 5ms})
{
    const std::filesystem::path file = folder.path() / "live.h5";
    WindowFigures watched;
    {
        LiveRun run(file, stepsPerSecond, options);
        Window window(file.string(), views);
        window.watch(1s); // settled
        watched = window.watch(time);
    }
    std::filesystem::remove(file);
    return watched;
}

/// A run of 100 GB whose values were never written: the viewer can read everything, and no disk is filled.
std::filesystem::path sparseRun(const ScratchFolder& folder)
{
    const std::filesystem::path path = folder.path() / "sparse.h5";
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    const std::array<hsize_t, 2> size{12'500'000, 1'000}, chunk{16, 1'000};
    const std::array<hsize_t, 2> most{H5S_UNLIMITED, 1'000};
    for (const int rank : {1, 2}) {
        const hid_t space = H5Screate_simple(rank, size.data(), most.data());
        const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_chunk(properties, rank, chunk.data());
        H5Dclose(H5Dcreate2(file, rank == 1 ? "energy" : "y", H5T_NATIVE_DOUBLE, space, H5P_DEFAULT,
                            properties, H5P_DEFAULT));
        H5Pclose(properties);
        H5Sclose(space);
    }
    H5Fclose(file);
    return path;
}

} // namespace

void runViewer(const Settings& settings, SuiteReport& report)
{
    if (helperProgram("h5pulse_bench_frames").empty()) {
        report.skip("frames of the viewer", "built without the viewer");
        return;
    }
    const ScratchFolder folder(settings.dir);
    const std::chrono::milliseconds time = settings.quick ? 500ms : 20s;
    const SyntheticFile finished = buildRun("map", settings.quick ? 2'000 : 1'000'000, folder.path());
    const std::filesystem::path sparse = sparseRun(folder);
    Followed one, traced, four;
    std::vector<double> everyStep, idle, start, memory, sparseMemory;
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        showProgress("the viewer, round " + std::to_string(round + 1));
        one.take(follow(folder, {}, time));
        traced.take(follow(folder, kTraced, time));
        four.take(follow(folder, kFourViews, time));
        const WindowFigures minute =
            follow(folder, {}, settings.quick ? 500ms : 60s, kStepsPerSecond, {.commitSteps = 1});
        everyStep.push_back(minute.framesPerSecond / kStepsPerSecond);
        Window window(finished.path.string(), {});
        start.push_back(window.startTime());
        window.watch(settings.quick ? 200ms : 2s);
        const WindowFigures resting = window.watch(time);
        idle.push_back(resting.load);
        memory.push_back(resting.memory);
        Window large(sparse.string(), kFourViews);
        sparseMemory.push_back(large.watch(settings.quick ? 200ms : 20s).memory);
    }
    showProgress("");
    one.addTo(settings, report, "two views", 60.0);
    traced.addTo(settings, report, "two views, three components traced", 60.0);
    four.addTo(settings, report, "four views", 30.0);
    report.target("a minute of 60 steps a second, each committed by itself: share of steps drawn", "x",
                  everyStep, atLeast(0.99));
    report.target("idle on a finished run: share of a core", "x", idle, atMost(0.02));
    report.target("from the start of the process to the first plot", "s", start, atMost(0.150));
    report.target("memory on a run of 0.5 GB", "B", memory, atMost(300e6));
    report.target("memory on a run of 100 GB, four views", "B", sparseMemory, atMost(300e6));
}

} // namespace bench
