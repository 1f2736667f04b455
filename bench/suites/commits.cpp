// SPDX-License-Identifier: MIT
// Small commits: one step per commit, and the number of 8 KB commits of a run of an hour.
#include "contestants/recorders.h"
#include "contestants/turns.h"
#include "progress.h"
#include "suites/suite.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <ostream>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

Entry entry(const std::string& name, const std::string& description, const MakeRecorder& make)
{
    return {name, description, recorderContestant(make), {}};
}

/// One step per commit: HDF5 with chunks of one step, and with the larger chunks that readers prefer.
std::vector<Entry> oneStepContestants()
{
    const auto swmr = [](SwmrMode mode) {
        return [mode](const Workload& w, const std::filesystem::path& file) {
            return swmrRecorder(w, file, mode);
        };
    };
    const auto pulse = [](bool background) {
        return [background](const Workload& w, const std::filesystem::path& file) {
            return pulseRecorder(w, file, {.background = background});
        };
    };
    std::vector<Entry> entries;
    entries.push_back(entry("write", "write(2) of each step", rawRecorder));
    entries.push_back(entry("h5pulse-foreground", "Writer, in the caller", pulse(false)));
    entries.push_back(entry("hdf5-swmr-best", "HDF5 in C, one step per chunk", swmr({.wholeChunks = true})));
    entries.push_back(entry("hdf5-swmr", "HDF5 in C, H5Dwrite, 100 per chunk", swmr({.chunkRows = 100})));
    entries.push_back(entry("h5pulse", "Writer, background: joins steps", pulse(true)));
    return entries;
}

void runOneStep(const Settings& settings, const ScratchFolder& folder, SuiteReport& report)
{
    const Workload workload(settings.quick ? 300 : 20'000, 100, 1);
    auto entries = oneStepContestants();
    auto results = runInTurns(entries, workload, settings.rounds, {}, folder);
    results.title = "one step of 100 float64 per commit, " + std::to_string(workload.steps()) + " commits";
    printTable(*settings.out, results);
    addFigures(report, "one step a commit", results);
    const auto best = wallRatios(results, "h5pulse-foreground", "hdf5-swmr-best");
    const auto usual = wallRatios(results, "h5pulse-foreground", "hdf5-swmr");
    report.add({"one step a commit/over hdf5-swmr-best", "x", best, Better::Less});
    std::vector<double> fastest;
    for (std::size_t round = 0; round < best.size(); ++round) {
        fastest.push_back(std::max(best[round], usual[round]));
    }
    report.target("one step a commit: wall time over the faster of the bare calls", "x", fastest,
                  atMost(1.10));
}

/// Many commits of 8 KB, compared in tenths of the run.
struct Tenths
{
    std::array<double, 10> seconds{};
    std::array<double, 10> bytes{};

    static double growth(const std::array<double, 10>& values) { return values.back() / values.front(); }
};

Tenths recordInTenths(const Workload& workload, Recorder& recorder)
{
    Tenths tenths;
    auto time = Clock::now();
    WrittenBytes written = writtenBytes();
    const std::size_t part = workload.steps() / 10;
    for (std::size_t step = 0; step < workload.steps(); ++step) {
        recorder.append(step, workload.time(step), workload.row(step));
        if ((step + 1) % part == 0) {
            const auto now = Clock::now();
            const WrittenBytes all = writtenBytes();
            const std::size_t tenth = step / part;
            tenths.seconds[tenth] = std::chrono::duration<double>(now - time).count();
            tenths.bytes[tenth] = static_cast<double>((all - written).given);
            time = now;
            written = all;
        }
    }
    recorder.close();
    return tenths;
}

/// Results of one recorder, over all rounds.
struct Growth
{
    std::vector<double> perSecond{};
    std::vector<double> time{};
    std::vector<double> bytes{};
    std::vector<double> size{};
    std::vector<double> written{};

    void addTo(SuiteReport& report, const std::string& name) const
    {
        const std::string prefix = "8 KB commits/" + name + "/";
        report.add({prefix + "commits a second", "/s", perSecond, Better::More});
        report.add({prefix + "time of the last tenth over the first", "x", time, Better::Less});
        report.add({prefix + "bytes of the last tenth over the first", "x", bytes, Better::Less});
        report.add({prefix + "file over payload", "x", size, Better::Less});
        report.add({prefix + "bytes written over payload", "x", written, Better::Less});
    }
};

void measureGrowth(const Workload& workload, const MakeRecorder& make, const ScratchFolder& folder,
                   Growth& growth)
{
    folder.clear();
    const auto file = folder.path() / "many.h5";
    const auto recorder = make(workload, file);
    const Tenths tenths = recordInTenths(workload, *recorder);
    recorder->verify(workload, file);
    const double seconds = std::accumulate(tenths.seconds.begin(), tenths.seconds.end(), 0.0);
    const double bytes = std::accumulate(tenths.bytes.begin(), tenths.bytes.end(), 0.0);
    growth.perSecond.push_back(static_cast<double>(workload.steps() / workload.batch()) / seconds);
    growth.time.push_back(Tenths::growth(tenths.seconds));
    growth.bytes.push_back(Tenths::growth(tenths.bytes));
    growth.written.push_back(bytes / static_cast<double>(workload.payload()));
    growth.size.push_back(static_cast<double>(std::filesystem::file_size(file)) /
                          static_cast<double>(workload.payload()));
}

void runMany(const Settings& settings, const ScratchFolder& folder, SuiteReport& report)
{
    constexpr std::size_t kHour = 3'600'000;             // commits, at 1,000 per second
    constexpr std::size_t kSteps = 8, kComponents = 127; // 8 x (1 + 127) x 8 B = 8 KB
    const std::size_t commits = settings.quick ? 200 : settings.hour ? kHour : kHour / 20;
    const Workload workload(kSteps * commits, kComponents, kSteps);
    Growth write, pulse;
    const std::size_t rounds = settings.hour ? 1 : settings.rounds;
    for (std::size_t round = 0; round < rounds; ++round) {
        showProgress(std::to_string(commits) + " commits of 8 KB, round " + std::to_string(round + 1));
        measureGrowth(workload, rawRecorder, folder, write);
        measureGrowth(
            workload,
            [](const Workload& w, const std::filesystem::path& file) {
                return pulseRecorder(w, file, {.background = false});
            },
            folder, pulse);
    }
    folder.clear();
    report.add({"8 KB commits/commits", "", {static_cast<double>(commits)}, Better::Neither});
    write.addTo(report, "write");
    pulse.addTo(report, "h5pulse");
    report.target("commits of 8 KB a second", "/s", pulse.perSecond, atLeast(1'000.0));
    report.target("commits of 8 KB: time of the last tenth over the first", "x", pulse.time, atMost(1.10));
    report.target("commits of 8 KB: bytes of the last tenth over the first", "x", pulse.bytes, atMost(1.10));
}

} // namespace

void runCommits(const Settings& settings, SuiteReport& report)
{
    const ScratchFolder folder(settings.dir);
    runOneStep(settings, folder, report);
    runMany(settings, folder, report);
    showProgress("");
}

} // namespace bench
