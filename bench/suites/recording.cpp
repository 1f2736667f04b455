// SPDX-License-Identifier: MIT
// Throughput: all contestants record the same steps, in workloads of several shapes.
#include "contestants/recorders.h"
#include "contestants/turns.h"
#include "report/text.h"
#include "suites/suite.h"

#include <algorithm>
#include <ostream>

namespace bench {
namespace {

struct Shape
{
    std::string name{};
    std::size_t steps = 0;
    std::size_t components = 0;
    std::size_t batch = 0;
    std::size_t fields = 1;
    std::vector<std::string> only{}; ///< empty: all contestants
    std::size_t rounds = 0;
    Passes passes{};
    bool main = false; ///< the shape on which Python is measured too
};

/// All shapes have 1,000 commits. Inherently slow contestants are compared on the first shape only.
std::vector<Shape> shapes(const Settings& settings)
{
    const std::vector<std::string> few{"write", "h5pulse", "h5pulse-watched", "hdf5-swmr-best", "hdf5-swmr"};
    const std::size_t rounds = settings.rounds;
    const Passes whole{.eachStep = false};
    if (settings.quick) {
        return {{"1e6x100", 1'050, 100, 100, 1, {}, rounds, {}, true},
                {"1e6x100 in 10 fields", 1'000, 100, 100, 10, few, rounds, whole}};
    }
    return {{"1e6x100", 1'000'000, 100, 1'000, 1, {}, rounds, {}, true},
            {"1e6x100 in 10 fields", 1'000'000, 100, 1'000, 10, few, rounds, whole},
            {"1e6x100 in 50 fields", 1'000'000, 100, 1'000, 50, few, rounds, whole},
            {"1e7x10", 10'000'000, 10, 10'000, 1, few, rounds, whole},
            {"1e5x1000", 100'000, 1'000, 100, 1, few, rounds, whole},
            // 8 GB per run: three rounds write enough.
            {"1e3x1e6", 1'000, 1'000'000, 1, 1, few, std::min<std::size_t>(rounds, 3), whole}};
}

/// The contestants of the shape that can run here.
std::vector<Entry> entriesOf(const Shape& shape, const Settings& settings, SuiteReport& report)
{
    auto entries = contestants(shape.fields == 1 ? settings.python : "");
    std::erase_if(entries, [&](const Entry& entry) {
        return !shape.only.empty() && std::ranges::find(shape.only, entry.name) == shape.only.end();
    });
    std::erase_if(entries, [&](const Entry& entry) {
        if (!entry.contestant && shape.main) {
            report.skip(entry.name, entry.reason);
        }
        return !entry.contestant;
    });
    return entries;
}

std::vector<double> inverse(std::vector<double> values)
{
    for (double& value : values) {
        value = 1.0 / value;
    }
    return values;
}

void addTargets(const Shape& shape, const Results& results, SuiteReport& report)
{
    report.target(shape.name + ", four readers: wall time over write(2)'s", "x",
                  wallRatios(results, "h5pulse-watched", "write"), atMost(1.10));
    report.target(shape.name + ": bytes written over payload", "x", writtenRatios(results, "h5pulse-watched"),
                  atMost(1.15));
    if (shape.main) {
        report.target(shape.name + ", four readers: times faster than the notebook's DataBuffer", "x",
                      inverse(wallRatios(results, "h5pulse-watched", "h5py-databuffer")), atLeast(15.0));
        report.target(shape.name + ", four readers: times faster than h5py SWMR batches", "x",
                      inverse(wallRatios(results, "h5pulse-watched", "h5py-swmr")), atLeast(6.0));
    }
}

Shape ownShape(const Settings& settings)
{
    const RecordingOptions& own = settings.recording;
    return {.name = std::to_string(own.steps) + "x" + std::to_string(own.components),
            .steps = own.steps,
            .components = own.components,
            .batch = own.batch,
            .fields = own.fields,
            .only = own.only,
            .rounds = settings.rounds,
            .main = true};
}

} // namespace

void runRecording(const Settings& settings, SuiteReport& report)
{
    const ScratchFolder folder(settings.dir);
    const auto list = settings.oneRecording ? std::vector<Shape>{ownShape(settings)} : shapes(settings);
    double timerCost = 0.0;
    for (const Shape& shape : list) {
        auto entries = entriesOf(shape, settings, report);
        const Workload workload(shape.steps, shape.components, shape.batch, shape.fields);
        auto results = runInTurns(entries, workload, shape.rounds, shape.passes, folder);
        results.title = shape.name + ": " + std::to_string(shape.steps) + " steps of " +
                        std::to_string(shape.components) + " float64 in " + std::to_string(shape.fields) +
                        (shape.fields == 1 ? " field" : " fields") + ", one commit per " +
                        std::to_string(workload.batch()) + " steps; medians of " +
                        std::to_string(shape.rounds) + " rounds";
        printTable(*settings.out, results);
        addFigures(report, shape.name, results);
        addTargets(shape, results, report);
        timerCost = results.timerCost;
    }
    *settings.out << "\nwall:    from creating the file until it is closed"
                     "\nx write: wall time relative to write(2) in the same round"
                     "\ncpu:     of all threads"
                     "\ncommits: fewer than batches if a background commit took several of them"
                     "\nstep:    how long one append blocked the caller, in separate runs; includes "
                  << duration(timerCost)
                  << " for the clock"
                     "\nwritten: bytes given to the file system relative to the data"
                     "\nwatched: four readers at 60 Hz; all other rows have no readers"
                     "\nEvery step of every file was compared with the recorded data.\n";
}

} // namespace bench
