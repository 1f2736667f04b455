// SPDX-License-Identifier: MIT
#pragma once

#include "report/report.h"

#include <algorithm>
#include <string>
#include <vector>

namespace bench {

/// Durations of many calls of one kind, separately for each round.
struct Quantiles
{
    std::vector<double> p50{};
    std::vector<double> p99{};
    std::vector<double> max{};

    /// Adds the calls of one round, in seconds.
    void take(std::vector<double> seconds)
    {
        std::ranges::sort(seconds);
        p50.push_back(quantile(seconds, 5'000));
        p99.push_back(quantile(seconds, 9'900));
        max.push_back(seconds.back());
    }

    void addTo(SuiteReport& report, const std::string& name) const
    {
        report.add({name + "/p50", "s", p50, Better::Less});
        report.add({name + "/p99", "s", p99, Better::Less});
        report.add({name + "/max", "s", max, Better::Less});
    }
};

} // namespace bench
