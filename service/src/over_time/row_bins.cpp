// SPDX-License-Identifier: MIT
#include "over_time/row_bins.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace h5pulse {

std::uint64_t bytesOfStep(const Reader& reader, const RowSource& source)
{
    if (source.field.empty()) {
        return sizeof(double);
    }
    const FieldInfo& field = reader.field(source.field);
    return std::max<std::uint64_t>(1, field.components() * sizeOf(field.type));
}

void RowBins::addBin(const StepRange& steps)
{
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    bins.push_back(steps);
    const std::size_t size = bins.size() * rows;
    minimum.resize(size, kUnknown);
    maximum.resize(size, kUnknown);
    mean.resize(size, kUnknown);
    weight.resize(size, 0.0);
    nonFinite.push_back(0);
}

void RowBins::addValues(std::size_t bin, const RowSource& source, const Reduction& from,
                        std::size_t sourceBin)
{
    const std::size_t steps =
        from.seen.empty() ? from.edges[sourceBin + 1] - from.edges[sourceBin] : from.seen[sourceBin];
    for (std::size_t i = 0; i < from.components; ++i) {
        const std::size_t at = sourceBin * from.components + i;
        nonFinite[bin] += from.nonFinite[at];
        if (std::isnan(from.minimum[at])) {
            continue;
        }
        const std::size_t row = (from.firstComponent - source.firstComponent + i) / source.perRow;
        const std::size_t to = bin * rows + row;
        const double finite =
            static_cast<double>(steps) - std::min(static_cast<double>(from.nonFinite[at]), steps - 1.0);
        merge(to, from.minimum[at], from.maximum[at], from.mean[at], finite);
    }
}

void RowBins::merge(std::size_t at, double low, double high, double average, double count)
{
    if (weight[at] == 0.0) {
        minimum[at] = low;
        maximum[at] = high;
        mean[at] = average;
    } else {
        minimum[at] = std::min(minimum[at], low);
        maximum[at] = std::max(maximum[at], high);
        const double part = count / (weight[at] + count);
        mean[at] = (1.0 - part) * mean[at] + part * average; // a sum could overflow
    }
    weight[at] += count;
}

void RowBins::extend(const RowBins& others, std::size_t bin)
{
    bins.back().end = others.bins[bin].end;
    nonFinite.back() += others.nonFinite[bin];
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t from = bin * rows + row;
        if (others.weight[from] > 0.0) {
            merge((bins.size() - 1) * rows + row, others.minimum[from], others.maximum[from],
                  others.mean[from], others.weight[from]);
        }
    }
}

void RowBins::append(const RowSource& source, const Reduction& from)
{
    for (std::size_t bin = 0; bin < from.bins(); ++bin) {
        if (from.seen.empty() || from.seen[bin] > 0) {
            addBin({from.edges[bin], from.edges[bin + 1]});
            addValues(bins.size() - 1, source, from, bin);
        }
    }
}

void RowBins::append(const RowBins& others, std::size_t bin)
{
    bins.push_back(others.bins[bin]);
    const auto copy = [&](const std::vector<double>& from, std::vector<double>& to) {
        const auto first = from.begin() + static_cast<std::ptrdiff_t>(bin * rows);
        to.insert(to.end(), first, first + static_cast<std::ptrdiff_t>(rows));
    };
    copy(others.minimum, minimum);
    copy(others.maximum, maximum);
    copy(others.mean, mean);
    copy(others.weight, weight);
    nonFinite.push_back(others.nonFinite[bin]);
}

std::uint64_t RowBins::nonFiniteInAll() const
{
    return std::accumulate(nonFinite.begin(), nonFinite.end(), std::uint64_t{0});
}

RowBins withWindow(const RowBins& whole, const RowBins& window)
{
    if (window.bins.empty()) {
        return whole;
    }
    const StepRange fine{window.bins.front().first, window.bins.back().end};
    RowBins joined{.rows = whole.rows};
    std::size_t bin = 0;
    for (; bin < whole.bins.size() && whole.bins[bin].first < fine.first; ++bin) {
        joined.append(whole, bin);
        joined.bins.back().end = std::min(whole.bins[bin].end, fine.first);
    }
    for (std::size_t i = 0; i < window.bins.size(); ++i) {
        joined.append(window, i);
    }
    bin -= bin > 0 && whole.bins[bin - 1].end > fine.end ? 1 : 0; // this bin contains the whole window
    for (; bin < whole.bins.size(); ++bin) {
        if (whole.bins[bin].end > fine.end) {
            joined.append(whole, bin);
            joined.bins.back().first = std::max(whole.bins[bin].first, fine.end);
        }
    }
    return joined;
}

RowBins joined(const RowBins& bins, std::size_t group)
{
    RowBins result{.rows = bins.rows};
    std::size_t inLast = 0;
    for (std::size_t bin = 0; bin < bins.bins.size(); ++bin) {
        const bool follows = bin > 0 && bins.bins[bin - 1].end == bins.bins[bin].first;
        if (follows && inLast < group) {
            result.extend(bins, bin);
            ++inLast;
        } else {
            result.append(bins, bin);
            inLast = 1;
        }
    }
    return result;
}

} // namespace h5pulse
