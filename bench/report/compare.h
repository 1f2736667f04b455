// SPDX-License-Identifier: MIT
#pragma once

#include "report/report.h"

#include <iosfwd>

namespace bench {

/// How a figure changed from one run of the benchmark to another.
struct Change
{
    enum class Verdict {
        Same, ///< the ranges of the two overlap
        Better,
        Worse
    };

    std::string suite{};
    std::string name{};
    std::string unit{};
    Spread before{};
    Spread after{};
    Verdict verdict = Verdict::Same;

    double ratio() const { return after.median / before.median; } ///< of the medians
};

/// Of all figures that both have and that can get better, in the order of `after`. Rounds differ by chance:
/// a change counts where the ranges do not overlap, and it is more than 1 %.
std::vector<Change> compare(const std::vector<SuiteReport>& before, const std::vector<SuiteReport>& after);

void printChanges(std::ostream& out, const std::vector<Change>& changes);

} // namespace bench
