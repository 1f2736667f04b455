// SPDX-License-Identifier: MIT
#pragma once

#include "programs/synthetic_run.h"

#include <h5pulse/reduction.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <vector>

namespace bench {

/// Comparison of a reduction with the values.
struct ReductionCheck
{
    std::size_t wrong = 0;   ///< bins of a component whose minimum or maximum differs from that of their
                             ///< steps
    std::size_t planted = 0; ///< extremes that were planted in these steps
    std::size_t kept = 0;    ///< planted extremes that are the extreme of their bin
};

/// Throws std::runtime_error if the bins do not cover the steps.
inline void checkEdges(const h5pulse::Reduction& reduction, std::size_t first, std::size_t count,
                       std::size_t bins)
{
    const auto& edges = reduction.edges;
    if (reduction.bins() == 0 || reduction.bins() > bins || edges.front() != first ||
        edges.back() != first + count ||
        std::ranges::adjacent_find(edges, std::greater_equal()) != edges.end()) {
        throw std::runtime_error("the bins do not cover the steps");
    }
}

/// Minimum and maximum of each component over steps [begin, end), from the values.
inline void extremes(const SyntheticRun& run, std::size_t begin, std::size_t end, std::vector<double>& low,
                     std::vector<double>& high)
{
    std::ranges::fill(low, std::numeric_limits<double>::infinity());
    std::ranges::fill(high, -std::numeric_limits<double>::infinity());
    if (!run.map) {
        for (std::size_t step = begin; step < end; ++step) {
            const double value = run.traceValue(step);
            low[0] = std::min(low[0], value);
            high[0] = std::max(high[0], value);
        }
        return;
    }
    const std::size_t components = run.components();
    std::vector<std::uint8_t> row(components), least(components, 255), most(components, 0);
    for (std::size_t step = begin; step < end; ++step) {
        run.fillMapRow(step, row);
        for (std::size_t i = 0; i < components; ++i) {
            least[i] = std::min(least[i], row[i]);
            most[i] = std::max(most[i], row[i]);
        }
    }
    std::ranges::copy(least, low.begin());
    std::ranges::copy(most, high.begin());
}

inline std::size_t keptOf(const SyntheticRun& run, const h5pulse::Reduction& reduction, std::uint64_t step,
                          std::size_t component)
{
    const auto bin =
        static_cast<std::size_t>(std::ranges::upper_bound(reduction.edges, step) - reduction.edges.begin()) -
        1;
    const std::size_t place = bin * reduction.components + component;
    const double value = run.value(step, component);
    return reduction.minimum[place] == value || reduction.maximum[place] == value ? 1 : 0;
}

/// Compares all bins of a reduction of all components with the values of the run.
inline ReductionCheck check(const SyntheticRun& run, const h5pulse::Reduction& reduction, std::size_t first,
                            std::size_t count, std::size_t bins)
{
    checkEdges(reduction, first, count, bins);
    ReductionCheck result;
    const std::size_t components = run.components();
    std::vector<double> low(components), high(components);
    for (std::size_t bin = 0; bin < reduction.bins(); ++bin) {
        extremes(run, reduction.edges[bin], reduction.edges[bin + 1], low, high);
        for (std::size_t i = 0; i < components; ++i) {
            const std::size_t place = bin * components + i;
            const bool same = reduction.minimum[place] == low[i] && reduction.maximum[place] == high[i];
            result.wrong += same ? 0 : 1;
        }
    }
    for (std::uint64_t k = 0; k < SyntheticRun::kPlanted; ++k) {
        for (const std::uint64_t step : {run.plantedStep(k), run.plantedStep(k) + 1}) {
            if (step >= first && step < first + count) {
                ++result.planted;
                result.kept += keptOf(run, reduction, step, run.plantedComponent(k));
            }
        }
    }
    return result;
}

} // namespace bench
