// SPDX-License-Identifier: MIT
// Opening, polling and reading: runs of 1e3, 1e6 and 1e8 steps should take the same time. A Writer has each
// of them open, and the reader runs in another process, as usual.
#include "child.h"
#include "progress.h"
#include "report/quantiles.h"
#include "scratch_folder.h"
#include "suites/suite.h"
#include "suites/synthetic_file.h"

#include <h5pulse/writer.h>

#include <stdexcept>

namespace bench {
namespace {

struct Length
{
    SyntheticFile file;
    Quantiles open{}, idle{}, growing{}, random{};
};

struct Counts
{
    int opens;
    int polls;
    int growths;
    int steps;
};

std::vector<double> ask(Child& probe, const std::string& command, int count)
{
    probe.say(command + " " + std::to_string(count));
    return probe.hearNumbers();
}

/// Commits a step before each poll.
std::vector<double> askGrowing(Child& probe, const SyntheticFile& file, h5pulse::Writer& writer, int count)
{
    const SyntheticRun run(file.kind, file.steps);
    std::vector<double> times;
    ask(probe, "idle", 1);
    for (int i = 0; i < count; ++i) {
        writer.append(1e-3 * static_cast<double>(writer.steps()), run.traceValue(writer.steps()));
        writer.commit();
        const auto answer = ask(probe, "grow", 1);
        if (answer.at(1) != 1.0) {
            throw std::runtime_error("a poll after a commit found no new step");
        }
        times.push_back(answer[0]);
    }
    return times;
}

void measure(Length& length, const Counts& counts)
{
    auto writer = h5pulse::Writer::resume(length.file.path, {.commitInterval = std::chrono::milliseconds(0)});
    Child probe(length.file.arguments(helperProgram("h5pulse_bench_probe")));
    length.open.take(ask(probe, "open", counts.opens));
    length.idle.take(ask(probe, "idle", counts.polls));
    length.growing.take(askGrowing(probe, length.file, writer, counts.growths));
    length.random.take(ask(probe, "random", counts.steps));
    if (ask(probe, "check", 1).at(0) != 0.0) {
        throw std::runtime_error("steps of " + length.file.path.string() + " have wrong values");
    }
    probe.end();
    writer.close();
}

/// What a follower reads for each step of a field of 256 float64 and its time: 2,056 bytes are new.
void countReads(const std::filesystem::path& folder, SuiteReport& report)
{
    constexpr std::size_t components = 256;
    constexpr int polls = 50;
    const auto path = folder / "follow.h5";
    h5pulse::Writer writer(path, {.fields = {{.name = "y", .shape = {components}}}},
                           {.commitInterval = std::chrono::milliseconds(0), .background = false});
    const auto commit = [&] {
        writer.append(static_cast<double>(writer.steps()), std::vector<double>(components, 0.5));
        writer.commit();
    };
    commit();
    Child probe({helperProgram("h5pulse_bench_probe"), "map", "1", path.string()});
    ask(probe, "newest", components);
    std::vector<double> calls;
    std::vector<double> bytes;
    for (int i = 0; i < polls; ++i) {
        commit();
        const auto answer = ask(probe, "newest", components);
        if (answer.at(2) != 1.0) {
            throw std::runtime_error("a poll after a commit found no new step");
        }
        calls.push_back(answer[0]);
        bytes.push_back(answer[1]);
    }
    probe.end();
    report.target("poll that finds a step, and its time and 2 KiB: calls that read", "", calls, atMost(8));
    report.target("the same: bytes", "B", bytes, atMost(4'096));
}

void addTo(SuiteReport& report, const Length& length)
{
    const std::string name = shortNumber(length.file.steps) + " steps";
    length.open.addTo(report, name + "/open and first step");
    length.idle.addTo(report, name + "/poll, idle");
    length.growing.addTo(report, name + "/poll, growing");
    length.random.addTo(report, name + "/random step");
    report.target(name + ": open plus first step, p99", "s", length.open.p99, atMost(10e-3));
    report.target(name + ": poll of an idle run, p99", "s", length.idle.p99, atMost(0.3e-3));
    report.target(name + ": poll that finds a new step, p99", "s", length.growing.p99, atMost(0.3e-3));
    report.target(name + ": any random step, warm, p99", "s", length.random.p99, atMost(1e-3));
}

} // namespace

void runReader(const Settings& settings, SuiteReport& report)
{
    const ScratchFolder folder(settings.dir);
    const Counts counts = settings.quick
                              ? Counts{5, 50, 10, 50}
                              : Counts{.opens = 50, .polls = 2'000, .growths = 300, .steps = 2'000};
    std::vector<Length> lengths;
    for (const std::uint64_t steps : settings.quick
                                         ? std::vector<std::uint64_t>{100, 1'000, 10'000}
                                         : std::vector<std::uint64_t>{1'000, 1'000'000, 100'000'000}) {
        lengths.push_back({buildRun("trace", steps, folder.path())});
    }
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        for (Length& length : lengths) {
            showProgress("reading " + shortNumber(length.file.steps) + " steps, round " +
                         std::to_string(round + 1));
            measure(length, counts);
        }
    }
    showProgress("");
    countReads(folder.path(), report);
    for (const Length& length : lengths) {
        addTo(report, length);
    }
}

} // namespace bench
