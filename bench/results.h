// SPDX-License-Identifier: MIT
#pragma once

#include "contestant.h"
#include "machine.h"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace bench {

/// Measurements of one contestant, one a round.
struct Result
{
    std::string name{};
    std::string description{};
    std::uint64_t fileSize = 0;       ///< 0: no file
    std::vector<Measurement> wall{};  ///< runs without any timing inside
    std::vector<Measurement> timed{}; ///< runs that time each step
};

struct Results
{
    Machine machine{};
    double loadBefore = 0.0; ///< see systemLoad()
    double loadAfter = 0.0;
    std::string commit{}; ///< of the source, as given
    std::size_t steps = 0;
    std::size_t components = 0;
    std::size_t batch = 0;
    std::uint64_t payload = 0; ///< bytes of all steps
    std::size_t rounds = 0;
    double timerCost = 0.0;             ///< seconds, within each step's time of the contestants in C++
    std::vector<Result> contestants{};  ///< in the order of the runs
    std::vector<std::string> skipped{}; ///< known names that did not run
};

/// One number of each run.
std::vector<double> each(const std::vector<Measurement>& runs, double (*get)(const Measurement&));

/// Wall time of each round.
std::vector<double> wallSeconds(const Result& result);

/// Wall time in units of that of "write" in the same round; empty without it.
std::vector<double> ratiosToWrite(const Results& results, const Result& result);

/// An aligned table with what is needed to understand it.
void printTable(std::ostream& out, const Results& results);

/// All figures of all rounds, in seconds and bytes.
void printJson(std::ostream& out, const Results& results);

} // namespace bench
