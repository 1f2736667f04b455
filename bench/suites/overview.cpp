// SPDX-License-Identifier: MIT
// Whole runs: how fast a long run is reduced for a plot, whether every extreme is kept, whether memory stays
// constant, and the cost of the overviews that make this possible.
#include "child.h"
#include "contestants/recorders.h"
#include "contestants/turns.h"
#include "progress.h"
#include "report/quantiles.h"
#include "suites/suite.h"
#include "suites/synthetic_file.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <random>
#include <stdexcept>

namespace bench {
namespace {

constexpr std::size_t kBins = 2'000;

/// Reductions of windows of one width.
struct Width
{
    std::string name{};
    std::uint64_t steps = 0;
    Quantiles times{};
};

std::vector<Width> widthsOf(std::uint64_t steps)
{
    return {{"all", steps},
            {"a tenth", steps / 10},
            {"a hundredth", steps / 100},
            {"a thousandth", std::max<std::uint64_t>(steps / 1'000, 10)}};
}

std::vector<double> ask(Child& reducer, const std::string& command, std::uint64_t first, std::uint64_t count,
                        int times)
{
    reducer.say(command + " " + std::to_string(first) + " " + std::to_string(count) + " " +
                std::to_string(kBins) + " " + std::to_string(times));
    return reducer.hearNumbers();
}

struct Checked
{
    double kept; ///< share of planted extremes
    double bins;
};

/// Throws if a bin's extreme is not one of its steps.
Checked checkExtremes(Child& reducer, const std::string& kind, std::uint64_t first, std::uint64_t count)
{
    const auto found = ask(reducer, "check", first, count, 1);
    if (found.at(0) != 0.0) {
        throw std::runtime_error(std::to_string(static_cast<long>(found[0])) + " bins of the " + kind +
                                 " have wrong extremes");
    }
    return {found.at(1) == 0.0 ? 1.0 : found.at(2) / found.at(1), found.at(3)};
}

/// A kind of run, reduced at all widths.
struct Reduced
{
    SyntheticFile file{};
    std::vector<Width> widths{};
    std::vector<double> kept{};
    std::vector<double> bins{};
    std::vector<double> memory{};

    explicit Reduced(SyntheticFile of)
        : file(std::move(of))
        , widths(widthsOf(file.steps))
    {
    }

    /// @param checked  also compare all bins with the values, which takes long
    void measure(bool checked, std::size_t windows)
    {
        std::mt19937_64 random(11);
        Child reducer(file.arguments(helperProgram("h5pulse_bench_reducer")));
        ask(reducer, "time", 0, file.steps, 1); // warm-up
        for (Width& width : widths) {
            std::uniform_int_distribution<std::uint64_t> anywhere(0, file.steps - width.steps);
            std::vector<double> times;
            for (std::size_t i = 0; i < windows; ++i) {
                const auto some = ask(reducer, "time", anywhere(random), width.steps, 3);
                times.insert(times.end(), some.begin(), some.end());
            }
            width.times.take(std::move(times));
        }
        reducer.say("memory");
        memory.push_back(reducer.hearNumbers().at(0));
        if (checked) {
            const Checked all = checkExtremes(reducer, file.kind, 0, file.steps);
            kept.push_back(all.kept);
            bins.push_back(all.bins);
            // Also a window whose edges coincide with no block.
            checkExtremes(reducer, file.kind, file.steps / 3 + 1, file.steps / 7);
        }
        reducer.end();
    }

    void addTo(SuiteReport& report, double limit) const
    {
        const std::string name = file.kind + " of " + shortNumber(file.steps) + " steps";
        std::vector<double> worst(widths.front().times.p50.size(), 0.0);
        for (const Width& width : widths) {
            width.times.addTo(report, name + "/" + width.name);
            for (std::size_t round = 0; round < worst.size(); ++round) {
                worst[round] = std::max(worst[round], width.times.p99[round]);
            }
        }
        report.add({name + "/bins of all", "", bins, Better::Neither});
        const std::string what = file.kind == "map" ? ", 2,000 bins x 500 components: " : ", 2,000 bins: ";
        report.target(name + what + "whole run, p50", "s", widths.front().times.p50, atMost(limit));
        report.target(name + what + "windows of any width, p99", "s", worst, atMost(limit));
        report.target(name + ": share of planted extremes that are kept", "x", kept, atLeast(1.0));
    }
};

void runReductions(const Settings& settings, const ScratchFolder& folder, SuiteReport& report)
{
    const std::uint64_t steps = settings.quick ? 20'000 : 100'000'000;
    Reduced trace(buildRun("trace", steps, folder.path()));
    Reduced tenth(buildRun("trace", steps / 10, folder.path()));
    Reduced map(buildRun("map", settings.quick ? 2'000 : 4'000'000, folder.path()));
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        showProgress("reducing whole runs, round " + std::to_string(round + 1));
        for (Reduced* reduced : {&trace, &tenth, &map}) {
            reduced->measure(round == 0 && reduced != &tenth, settings.quick ? 2 : 10);
        }
    }
    trace.addTo(report, 0.050);
    map.addTo(report, 0.150);
    std::vector<double> growth;
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        growth.push_back(trace.memory[round] / tenth.memory[round]);
    }
    report.add({"memory/reader, all steps", "B", trace.memory, Better::Less});
    report.add({"memory/reader, a tenth", "B", tenth.memory, Better::Less});
    report.add({"memory/writer, all steps", "B", {trace.file.memoryAtEnd}, Better::Less});
    report.add({"memory/writer, a tenth", "B", {trace.file.memoryAtTenth}, Better::Less});
    report.target("memory of a Reader, a run ten times as long", "x", growth, atMost(1.10));
    report.target("memory of a Writer, after all steps over after a tenth", "x",
                  {trace.file.memoryAtEnd / trace.file.memoryAtTenth}, atMost(1.10));
}

/// The same recording with and without overviews.
void runCost(const Settings& settings, const ScratchFolder& folder, SuiteReport& report)
{
    auto entries = contestants("");
    std::erase_if(entries, [](const Entry& entry) {
        return entry.name != "write" && entry.name != "h5pulse" && entry.name != "h5pulse-no-overview";
    });
    const Workload workload(settings.quick ? 2'000 : 1'000'000, 100, settings.quick ? 100 : 1'000);
    auto results = runInTurns(entries, workload, settings.rounds, {.eachStep = false}, folder);
    results.title =
        "with and without overviews: " + std::to_string(workload.steps()) + " steps of 100 float64";
    printTable(*settings.out, results);
    addFigures(report, "cost", results);
    const Result* with = results.find("h5pulse");
    const Result* without = results.find("h5pulse-no-overview");
    const double size = (static_cast<double>(with->fileSize) - static_cast<double>(without->fileSize)) /
                        static_cast<double>(workload.payload());
    report.target("recording with overviews over without", "x",
                  wallRatios(results, "h5pulse", "h5pulse-no-overview"), atMost(1.05));
    report.target("size of overviews over payload", "x", {size}, atMost(0.05));
}

} // namespace

void runOverview(const Settings& settings, SuiteReport& report)
{
    const ScratchFolder folder(settings.dir);
    runCost(settings, folder, report);
    runReductions(settings, folder, report);
    showProgress("");
}

} // namespace bench
