// SPDX-License-Identifier: MIT
#pragma once

#include "report/report.h"

#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace bench {

/// One workload that replaces the list of the recording suite.
struct RecordingOptions
{
    std::size_t steps = 1'000'000;
    std::size_t components = 100;
    std::size_t batch = 1'000;
    std::size_t fields = 1;
    std::vector<std::string> only{}; ///< contestants; empty: all
};

struct Settings
{
    std::filesystem::path dir{}; ///< folder for scratch folders
    std::size_t rounds = 5;
    bool quick = false;   ///< small sizes that only show that the program works
    bool hour = false;    ///< all commits of an hour
    std::string python{}; ///< a python3 that imports h5py; empty: none
    bool oneRecording = false;
    RecordingOptions recording{}; ///< used with oneRecording
    std::ostream* out = nullptr;  ///< for the suite's own tables
};

struct Suite
{
    const char* name;
    const char* description;
    /// Throws std::exception if it cannot continue; the report keeps its results so far.
    void (*run)(const Settings& settings, SuiteReport& report);
};

std::span<const Suite> suites();

void runRecording(const Settings& settings, SuiteReport& report);
void runAppend(const Settings& settings, SuiteReport& report);
void runCommits(const Settings& settings, SuiteReport& report);
void runVisibility(const Settings& settings, SuiteReport& report);
void runLanguages(const Settings& settings, SuiteReport& report);
void runReader(const Settings& settings, SuiteReport& report);
void runOverview(const Settings& settings, SuiteReport& report);
void runRemote(const Settings& settings, SuiteReport& report);
void runViewer(const Settings& settings, SuiteReport& report);
void runPieces(const Settings& settings, SuiteReport& report);

} // namespace bench
