// SPDX-License-Identifier: MIT
// What recording costs: h5pulse::Writer beside the machine's limit and beside other ways to record the same
// steps.
#include "recorders.h"
#include "results.h"
#include "scratch_folder.h"
#include "step_clock.h"

#include <CLI/CLI.hpp>
#include <hdf5.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include <unistd.h>

namespace {

namespace fs = std::filesystem;

struct Options
{
    std::size_t steps = 1'000'000;
    std::size_t components = 100;
    std::size_t batch = 1'000;
    std::size_t rounds = 5;
    std::vector<std::string> only{};
    std::string dir{};
    std::string json{};
    std::string commit{};
    std::string python{};
};

enum class Pass { WarmUp, Whole, EachStep };

/// Runs three times: to warm up, to measure the whole, to measure each step. Without the first run,
/// contestants pay for memory that the page cache gets for the first time, which on virtual machines costs
/// more than recording.
void measure(bench::Entry& entry, const bench::Workload& workload, const bench::ScratchFolder& folder,
             bench::Result& result)
{
    const fs::path file = folder.path() / (entry.name + ".h5");
    for (const auto pass : {Pass::WarmUp, Pass::Whole, Pass::EachStep}) {
        folder.clear();
        const auto measurement = entry.contestant->run(workload, file, pass == Pass::EachStep);
        entry.contestant->verify(workload, file);
        if (pass == Pass::Whole) {
            result.wall.push_back(measurement);
        } else if (pass == Pass::EachStep) {
            result.timed.push_back(measurement);
        }
        result.fileSize = fs::exists(file) ? fs::file_size(file) : 0;
    }
    folder.clear();
}

bench::Results runAll(const Options& options)
{
    const fs::path parent = options.dir.empty() ? fs::path(H5PULSE_BENCH_DIR) : fs::path(options.dir);
    const bench::ScratchFolder folder(parent);
    auto entries = bench::contestants(bench::findPythonWithH5py(options.python));
    if (!options.only.empty()) {
        std::erase_if(entries, [&](const bench::Entry& entry) {
            return std::ranges::find(options.only, entry.name) == options.only.end();
        });
    }
    const bench::Workload workload(options.steps, options.components, options.batch);
    bench::Results results;
    results.machine = bench::describeMachine(folder.path());
    results.loadBefore = bench::systemLoad();
    results.commit = options.commit;
    results.steps = workload.steps();
    results.components = workload.components();
    results.batch = workload.batch();
    results.payload = workload.payload();
    results.rounds = options.rounds;
    results.timerCost = bench::StepClock::timerCost();
    results.skipped = bench::contestantNames();
    for (const auto& entry : entries) {
        results.contestants.push_back({.name = entry.name, .description = entry.description});
        std::erase(results.skipped, entry.name);
    }
    const bool showProgress = ::isatty(STDERR_FILENO) == 1;
    for (std::size_t round = 0; round < options.rounds; ++round) {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (showProgress) {
                std::cerr << "\r\033[Kround " << round + 1 << " of " << options.rounds << ": "
                          << entries[i].name << std::flush;
            }
            measure(entries[i], workload, folder, results.contestants[i]);
        }
    }
    if (showProgress) {
        std::cerr << "\r\033[K";
    }
    results.loadAfter = bench::systemLoad();
    return results;
}

int parse(int argc, char** argv, Options& options)
{
    CLI::App app("Records the same steps in different ways, in turns, and compares the times.");
    const auto positive = CLI::Range(std::size_t{1}, std::size_t{1} << 40);
    app.add_option("--steps", options.steps, "Steps")->check(positive)->capture_default_str();
    app.add_option("--components", options.components, "Numbers in a step")
        ->check(positive)
        ->capture_default_str();
    app.add_option("--batch", options.batch, "Steps in a commit")->check(positive)->capture_default_str();
    app.add_option("--rounds", options.rounds, "Rounds")->check(positive)->capture_default_str();
    app.add_option("--only", options.only, "Only this contestant; may be given more than once")
        ->check(CLI::IsMember(bench::contestantNames()));
    app.add_option("--dir", options.dir, "Folder for the files; default: the build's")
        ->check(CLI::ExistingDirectory);
    app.add_option("--json", options.json, "Write all figures to this file");
    app.add_option("--commit", options.commit, "Version of the source, for the JSON file");
    app.add_option("--python", options.python,
                   "A python3 that imports h5py; default: the first on PATH that does");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return -1;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        Options options;
        if (const int status = parse(argc, argv, options); status >= 0) {
            return status;
        }
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); // errors are thrown
        const auto results = runAll(options);
        bench::printTable(std::cout, results);
        if (!options.json.empty()) {
            std::ofstream out(options.json);
            bench::printJson(out, results);
            if (!out.flush()) {
                throw std::runtime_error("cannot write " + options.json);
            }
        }
    } catch (const std::exception& error) {
        std::cerr << "\nrecording: " << error.what() << '\n';
        return 1;
    }
}
