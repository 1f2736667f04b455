// SPDX-License-Identifier: MIT
// Measures the cost of h5pulse relative to the machine's limits and to other ways of recording, and checks
// every target.
#include "contestants/recorders.h"
#include "options.h"
#include "progress.h"
#include "report/compare.h"
#include "report/json.h"
#include "report/tables.h"

#include <hdf5.h>

#include <algorithm>
#include <ctime>
#include <iostream>

namespace {

using namespace bench;

std::string now()
{
    char text[32] = {};
    const std::time_t time = std::time(nullptr);
    std::tm utc{};
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&time, &utc));
    return text;
}

Settings settingsOf(const Options& options)
{
    Settings settings = options.settings;
    settings.dir = options.dir.empty() ? H5PULSE_BENCH_DIR : options.dir;
    settings.python = findPythonWithH5py(options.python);
    settings.out = &std::cout;
    return settings;
}

/// Reports a suite that fails; the other suites still run.
void run(const Suite& suite, const Settings& settings, SuiteReport& report)
{
    std::cout << "\n== " << suite.name << ": " << suite.description << "\n" << std::flush;
    try {
        suite.run(settings, report);
    } catch (const std::exception& error) {
        showProgress("");
        std::cerr << "h5pulse_bench: " << suite.name << ": " << error.what() << '\n';
        report.fail(error.what());
    }
    printFigures(std::cout, report);
}

/// Returns true if every suite completed.
bool runAll(const Options& options, Report& report)
{
    const Settings settings = settingsOf(options);
    printMachine(std::cout, report);
    bool good = true;
    for (const Suite& suite : suites()) {
        const auto& wanted = options.suites;
        if (!wanted.empty() && std::ranges::find(wanted, suite.name) == wanted.end()) {
            continue;
        }
        run(suite, settings, report.suites.emplace_back(suite.name));
        good = good && report.suites.back().failure().empty();
        report.loadAfter = systemLoad();
        if (!options.json.empty()) { // now, so that an interrupted run leaves its figures
            saveJson(options.json, report);
        }
    }
    return good;
}

int measure(const Options& options)
{
    const auto before = options.compare.empty() ? std::vector<SuiteReport>{} : loadJson(options.compare);
    Report report;
    report.machine = describeMachine(options.dir.empty() ? H5PULSE_BENCH_DIR : options.dir);
    report.commit = options.commit;
    report.date = now();
    report.loadBefore = systemLoad();
    report.rounds = options.settings.rounds;
    report.quick = options.settings.quick;
    if (!options.json.empty()) {
        saveJson(options.json, report); // report at once if the file cannot be written
    }
    const bool good = runAll(options, report);
    std::cout << "\n== targets\n";
    printTargets(std::cout, report);
    if (!options.compare.empty()) {
        std::cout << "\n== compared with " << options.compare << '\n';
        printChanges(std::cout, compare(before, report.suites));
    }
    if (!options.json.empty()) {
        std::cout << "\nall figures: " << options.json << '\n';
    }
    return good ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        Options options;
        if (const int status = parse(argc, argv, options); status >= 0) {
            return status;
        }
        if (options.list) {
            for (const Suite& suite : suites()) {
                std::cout << suite.name << "\t" << suite.description << '\n';
            }
            return 0;
        }
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); // errors are thrown instead
        return measure(options);
    } catch (const std::exception& error) {
        std::cerr << "h5pulse_bench: " << error.what() << '\n';
        return 1;
    }
}
