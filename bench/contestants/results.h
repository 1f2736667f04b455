// SPDX-License-Identifier: MIT
#pragma once

#include "contestants/contestant.h"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace bench {

class SuiteReport;

/// Measurements of one contestant, one a round.
struct Result
{
    std::string name{};
    std::string description{};
    std::uint64_t fileSize = 0;       ///< 0: no file
    std::vector<Measurement> wall{};  ///< runs without any timing inside
    std::vector<Measurement> timed{}; ///< runs that time each step; may be none
};

/// Of all contestants on one workload.
struct Results
{
    std::string title{};               ///< for people
    std::uint64_t payload = 0;         ///< bytes of all steps
    double timerCost = 0.0;            ///< seconds, within each step's time of the contestants in C++
    std::vector<Result> contestants{}; ///< in the order of the runs

    /// Null: did not run.
    const Result* find(const std::string& name) const;
};

/// One number of each run.
std::vector<double> each(const std::vector<Measurement>& runs, double (*get)(const Measurement&));

/// Wall time of each round.
std::vector<double> wallSeconds(const Result& result);

/// Wall time of `name` in units of that of `unit` in the same round; empty without one of them.
std::vector<double> wallRatios(const Results& results, const std::string& name, const std::string& unit);

/// Bytes given to the file system in units of the payload; see WrittenBytes::most().
std::vector<double> writtenRatios(const Results& results, const std::string& name);

/// An aligned table with what is needed to understand it.
void printTable(std::ostream& out, const Results& results);

/// Adds all figures, as PREFIX/CONTESTANT/what.
void addFigures(SuiteReport& report, const std::string& prefix, const Results& results);

} // namespace bench
