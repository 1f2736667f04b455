// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/contestant.h"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace bench {

class SuiteReport;

/// Measurements of one contestant, one per round.
struct Result
{
    std::string name{};
    std::string description{};
    std::uint64_t fileSize = 0;       ///< 0: no file
    std::vector<Measurement> wall{};  ///< runs without timing of steps
    std::vector<Measurement> timed{}; ///< runs that time each step; may be empty
};

/// Results of all contestants on one workload.
struct Results
{
    std::string title{};               ///< title for people
    std::uint64_t payload = 0;         ///< bytes of all steps
    double timerCost = 0.0;            ///< seconds, included in each step's time of the C++ contestants
    std::vector<Result> contestants{}; ///< in the order of the runs

    /// Returns null if it did not run.
    const Result* find(const std::string& name) const;
};

/// One number per run.
std::vector<double> each(const std::vector<Measurement>& runs, double (*get)(const Measurement&));

/// Wall time of each round.
std::vector<double> wallSeconds(const Result& result);

/// Wall time of `name` relative to `unit` in the same round; empty if one of them is missing.
std::vector<double> wallRatios(const Results& results, const std::string& name, const std::string& unit);

/// Bytes given to the file system relative to the payload; see WrittenBytes::most().
std::vector<double> writtenRatios(const Results& results, const std::string& name);

/// Prints an aligned table with its title.
void printTable(std::ostream& out, const Results& results);

/// Adds all figures as PREFIX/CONTESTANT/figure.
void addFigures(SuiteReport& report, const std::string& prefix, const Results& results);

} // namespace bench
