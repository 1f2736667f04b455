// SPDX-License-Identifier: MIT
// Costs of the other languages relative to C++, and the gain of Python relative to h5py, in one run.
#include "contestants/recorders.h"
#include "contestants/turns.h"
#include "progress.h"
#include "suites/suite.h"

#include <h5pulse/writer.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kComponents = 100;

/// A program in one of the languages; without a contestant if it was not built.
Entry program(const std::string& name, const std::string& description, const std::string& language,
              const std::string& mode)
{
    Entry entry{name, description, nullptr, {}};
    const std::string path = helperProgram("h5pulse_bench_recorder_" + language);
    if (path.empty()) {
        entry.reason = "built without " + language;
    } else {
        entry.contestant = programContestant(path, mode);
    }
    return entry;
}

Entry script(const std::string& name, const std::string& description, const std::string& python,
             const std::string& mode, const std::string& module)
{
    Entry entry{name, description, nullptr, {}};
    if (python.empty() || !importsModule(python, module)) {
        entry.reason = "no python3 that imports " + module;
    } else {
        entry.contestant = pythonContestant(python, mode);
    }
    return entry;
}

std::vector<Entry> entriesOf(const Settings& settings, SuiteReport& report)
{
    std::vector<Entry> entries;
    entries.push_back(program("cpp", "C++, append", "cpp", "steps"));
    entries.push_back(program("c", "C, h5pulse_writer_append", "c", "steps"));
    entries.push_back(program("fortran", "Fortran, append", "fortran", "steps"));
    entries.push_back(program("cpp-puts", "C++, beginStep, put, endStep", "cpp", "puts"));
    entries.push_back(program("c-puts", "C, begin, put, end", "c", "puts"));
    entries.push_back(program("fortran-puts", "Fortran, begin, put, end", "fortran", "puts"));
    entries.push_back(program("cpp-blocks", "C++, appendMany", "cpp", "blocks"));
    entries.push_back(program("c-blocks", "C, h5pulse_writer_append_many", "c", "blocks"));
    entries.push_back(program("fortran-blocks", "Fortran, append_many", "fortran", "blocks"));
    entries.push_back(script("python", "Python, append", settings.python, "h5pulse", "h5pulse"));
    entries.push_back(
        script("python-blocks", "Python, append_many", settings.python, "h5pulse_blocks", "h5pulse"));
    entries.push_back(script("h5py-swmr", "h5py, SWMR batches", settings.python, "swmr", "h5py"));
    entries.push_back(
        script("python-databuffer", "h5pulse.DataBuffer", settings.python, "h5pulse_databuffer", "h5pulse"));
    entries.push_back(
        script("h5py-databuffer", "notebook's DataBuffer", settings.python, "databuffer", "h5py"));
    std::erase_if(entries, [&](const Entry& entry) {
        if (!entry.contestant) {
            report.skip(entry.name, entry.reason);
        }
        return !entry.contestant;
    });
    return entries;
}

std::vector<double> timesFaster(const Results& results, const std::string& name, const std::string& than)
{
    return wallRatios(results, than, name);
}

void recordAll(const Settings& settings, const ScratchFolder& folder, SuiteReport& report)
{
    auto entries = entriesOf(settings, report);
    const Workload workload(settings.quick ? 1'050 : 1'000'000, kComponents, settings.quick ? 100 : 1'000);
    auto results = runInTurns(entries, workload, settings.rounds, {.eachStep = false}, folder);
    results.title = std::to_string(workload.steps()) + " steps of " + std::to_string(kComponents) +
                    " float64, one commit per " + std::to_string(workload.batch()) + " steps; medians of " +
                    std::to_string(settings.rounds) + " rounds";
    printTable(*settings.out, results);
    addFigures(report, "recording", results);
    for (const std::string way : {"", "-puts", "-blocks"}) {
        const std::string call = way.empty() ? "append" : way == "-puts" ? "begin, put, end" : "append_many";
        for (const auto& [name, language] : {std::pair{"c", "C"}, std::pair{"fortran", "Fortran"}}) {
            report.target(std::string(language) + ", " + call + ": wall time over C++'s", "x",
                          wallRatios(results, name + way, "cpp" + way), atMost(1.05));
        }
    }
    report.target("Python, append: times faster than h5py SWMR batches", "x",
                  timesFaster(results, "python", "h5py-swmr"), atLeast(1.3));
    report.target("Python, append_many: times faster than h5py SWMR batches", "x",
                  timesFaster(results, "python-blocks", "h5py-swmr"), atLeast(3.0));
    report.target("C, append_many: times faster than h5py SWMR batches", "x",
                  timesFaster(results, "c-blocks", "h5py-swmr"), atLeast(3.0));
    report.target("Python, DataBuffer: times faster than the notebook's", "x",
                  timesFaster(results, "python-databuffer", "h5py-databuffer"), atLeast(1.5));
}

/// Duration of a call of append() while there is room, as measured by calls.py.
double appendSeconds(const std::filesystem::path& file, std::size_t count)
{
    h5pulse::Writer writer(file, {.fields = {{.name = "y", .shape = {kComponents}}}},
                           {.commitInterval = std::chrono::milliseconds(0),
                            .bufferBytes = 5 * 2 * count * (kComponents + 1) * sizeof(double)});
    const std::vector<double> row(kComponents, 1.5);
    double best = 1.0;
    for (int turn = 0; turn < 5; ++turn) {
        const auto began = Clock::now();
        for (std::size_t step = 0; step < count; ++step) {
            writer.append(static_cast<double>(step), row);
        }
        const std::chrono::duration<double> took = Clock::now() - began;
        best = std::min(best, took.count() / static_cast<double>(count));
    }
    return best;
}

/// Seconds that a python3 takes to import something, the fastest of five.
double importSeconds(const std::string& python, const std::string& modules)
{
    double best = 100.0;
    for (int turn = 0; turn < 5; ++turn) {
        const auto began = Clock::now();
        outputOf(pythonCommand(python) + " -c 'import " + modules + "'");
        const std::chrono::duration<double> took = Clock::now() - began;
        best = std::min(best, took.count());
    }
    return best;
}

void measureCalls(const Settings& settings, const ScratchFolder& folder, SuiteReport& report)
{
    if (settings.python.empty() || !importsModule(settings.python, "h5pulse")) {
        report.skip("calls", "no python3 that imports h5pulse");
        return;
    }
    const std::size_t count = settings.quick ? 1'000 : 20'000;
    std::vector<double> appended, read, imported;
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        showProgress("single calls, round " + std::to_string(round + 1));
        const double here = appendSeconds(folder.path() / "append.h5", count);
        folder.clear();
        double there = 0.0, reader = 0.0, h5py = 0.0;
        std::istringstream answer(outputOf(pythonCommand(settings.python) +
                                           " '" H5PULSE_BENCH_SCRIPTS "/calls.py' '" +
                                           folder.path().string() + "' " + std::to_string(count)));
        answer >> there >> reader >> h5py;
        folder.clear();
        appended.push_back(there - here);
        read.push_back(reader / h5py);
        imported.push_back(importSeconds(settings.python, "numpy, h5pulse") -
                           importSeconds(settings.python, "numpy"));
    }
    report.target("Python, append of 100 float64: over the call in C++", "s", appended, atMost(0.6e-6));
    report.target("Python, reader[\"y\"][k]: time over h5py's, warm", "x", read, atMost(2.0));
    report.target("Python, import h5pulse beside numpy", "s", imported, atMost(0.1));
}

} // namespace

void runLanguages(const Settings& settings, SuiteReport& report)
{
    const ScratchFolder folder(settings.dir);
    recordAll(settings, folder, report);
    measureCalls(settings, folder, report);
    showProgress("");
}

} // namespace bench
