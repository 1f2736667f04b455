// SPDX-License-Identifier: MIT
#include "results.h"

#include <algorithm>

namespace bench {

std::vector<double> each(const std::vector<Measurement>& runs, double (*get)(const Measurement&))
{
    std::vector<double> values(runs.size());
    std::ranges::transform(runs, values.begin(), get);
    return values;
}

std::vector<double> wallSeconds(const Result& result)
{
    return each(result.wall, [](const Measurement& m) { return m.wallSeconds; });
}

std::vector<double> ratiosToWrite(const Results& results, const Result& result)
{
    const auto write = std::ranges::find(results.contestants, "write", &Result::name);
    if (write == results.contestants.end()) {
        return {};
    }
    auto ratios = wallSeconds(result);
    const auto unit = wallSeconds(*write);
    for (std::size_t round = 0; round < ratios.size(); ++round) {
        ratios[round] /= unit[round];
    }
    return ratios;
}

} // namespace bench
