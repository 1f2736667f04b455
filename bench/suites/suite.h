// SPDX-License-Identifier: MIT
#pragma once

#include "report/report.h"

#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace bench {

/// One workload of one's own for the recording suite, instead of its list.
struct RecordingOptions
{
    std::size_t steps = 1'000'000;
    std::size_t components = 100;
    std::size_t batch = 1'000;
    std::size_t fields = 1;
    std::vector<std::string> only{}; ///< contestants; empty: everybody
};

struct Settings
{
    std::filesystem::path dir{}; ///< where scratch folders are made
    std::size_t rounds = 5;
    bool quick = false;   ///< sizes that only show that it works
    bool hour = false;    ///< all commits of an hour
    std::string python{}; ///< one that imports h5py; empty: there is none
    bool oneRecording = false;
    RecordingOptions recording{}; ///< where oneRecording
    std::ostream* out = nullptr;  ///< for tables of a suite's own
};

struct Suite
{
    const char* name;
    const char* description;
    /// Throws std::exception where it cannot go on; what the report has by then stays.
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
void runViewer(const Settings& settings, SuiteReport& report);
void runPieces(const Settings& settings, SuiteReport& report);

} // namespace bench
