// SPDX-License-Identifier: MIT
#include "options.h"

#include "contestants/contestant.h"

#include <CLI/CLI.hpp>

namespace bench {
namespace {

std::vector<std::string> suiteNames()
{
    std::vector<std::string> names;
    for (const Suite& suite : suites()) {
        names.emplace_back(suite.name);
    }
    return names;
}

/// Options of one workload that replaces the recording suite's list. They select that suite if no suite is
/// named.
std::vector<CLI::Option*> addRecording(CLI::App& app, RecordingOptions& recording)
{
    const auto positive = CLI::Range(std::size_t{1}, std::size_t{1} << 40);
    const char* group = "Recording one workload instead of the suite's list";
    return {app.add_option("--steps", recording.steps, "Number of steps")
                ->check(positive)
                ->capture_default_str()
                ->group(group),
            app.add_option("--components", recording.components, "Numbers per step")
                ->check(positive)
                ->capture_default_str()
                ->group(group),
            app.add_option("--batch", recording.batch, "Steps per commit")
                ->check(positive)
                ->capture_default_str()
                ->group(group),
            app.add_option("--fields", recording.fields, "Number of fields; must divide the numbers per step")
                ->check(positive)
                ->capture_default_str()
                ->group(group),
            app.add_option("--only", recording.only, "Only this contestant; may be repeated")
                ->check(CLI::IsMember(contestantNames()))
                ->group(group)};
}

} // namespace

int parse(int argc, char** argv, Options& options)
{
    CLI::App app("Measures h5pulse relative to the machine's limits and other ways to record, in turns.",
                 "h5pulse_bench");
    Settings& settings = options.settings;
    const auto latest = CLI::MultiOptionPolicy::TakeLast;
    app.add_option("suites", options.suites, "Suites to run; default: all (see --list)")
        ->check(CLI::IsMember(suiteNames()));
    app.add_flag("--list", options.list, "List the suites and exit");
    app.add_flag("--quick", settings.quick, "Small sizes that only show that the program works");
    const auto* rounds = app.add_option("--rounds", settings.rounds, "Rounds")
                             ->check(CLI::Range(std::size_t{1}, std::size_t{1'000}))
                             ->capture_default_str();
    app.add_flag("--hour", settings.hour,
                 "commits: the commits of a whole hour (30 GB) instead of 1/20 of them");
    app.add_option("--dir", options.dir, "Folder for the files; default: the build folder's")
        ->check(CLI::ExistingDirectory);
    app.add_option("--json", options.json, "Write all figures to this file")->multi_option_policy(latest);
    app.add_option("--compare", options.compare, "Compare with the figures of an earlier --json file")
        ->check(CLI::ExistingFile);
    app.add_option("--commit", options.commit, "Version of the source, for the JSON file")
        ->multi_option_policy(latest);
    app.add_option("--python", options.python,
                   "A python3 that imports h5py; default: the first on PATH that does");
    const auto own = addRecording(app, settings.recording);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (settings.quick && rounds->count() == 0) {
        settings.rounds = 2;
    }
    for (const CLI::Option* option : own) {
        settings.oneRecording = settings.oneRecording || option->count() > 0;
    }
    if (settings.oneRecording && options.suites.empty()) {
        options.suites = {"recording"};
    }
    return -1;
}

} // namespace bench
