// SPDX-License-Identifier: MIT
#pragma once

#include "report/report.h"

#include <iosfwd>

namespace bench {

/// Change of a figure between two runs of the benchmark.
struct Change
{
    enum class Verdict {
        Same, ///< the ranges overlap
        Better,
        Worse
    };

    std::string suite{};
    std::string name{};
    std::string unit{};
    Spread before{};
    Spread after{};
    Verdict verdict = Verdict::Same;

    double ratio() const { return after.median / before.median; } ///< ratio of the medians
};

/// Compares all figures that both runs have and that have a better direction, in the order of `after`. Rounds
/// vary by chance, so a change counts only if the ranges do not overlap and it is more than 1 %.
std::vector<Change> compare(const std::vector<SuiteReport>& before, const std::vector<SuiteReport>& after);

void printChanges(std::ostream& out, const std::vector<Change>& changes);

} // namespace bench
