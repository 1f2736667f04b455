// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace h5pulse {

/// Steps [first, end) in bins of `width` steps. Bins begin at `origin` + k * `width`, with `origin` <=
/// `first`; the first and the last bin are cut at `first` and `end`.
struct BinGrid
{
    std::size_t first = 0;
    std::size_t end = 0;
    std::size_t width = 1;
    std::size_t origin = 0;

    std::size_t bins() const noexcept { return first < end ? of(end - 1) + 1 : 0; }
    /// Index of the bin of a step.
    std::size_t of(std::size_t step) const noexcept { return (step - origin) / width - skipped(); }
    /// The step after the last step of the bin of `step`.
    std::size_t endOf(std::size_t step) const noexcept
    {
        const std::size_t inBin = (step - origin) % width;
        return end - step <= width - inBin ? end : step + (width - inBin);
    }
    std::vector<std::size_t> edges() const
    {
        std::vector<std::size_t> edges;
        for (std::size_t step = first; step < end; step = endOf(step)) {
            edges.push_back(step);
        }
        if (first < end) {
            edges.push_back(end);
        }
        return edges;
    }

private:
    std::size_t skipped() const noexcept { return (first - origin) / width; }
};

} // namespace h5pulse
