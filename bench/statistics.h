// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace bench {

/// Nearest-rank quantile, in ten-thousandths: the smallest value that this share of the values does not
/// exceed. Integers, because 0.999 * 100'000 is not 99'900. `sorted` must not be empty.
template <typename T>
T quantile(const std::vector<T>& sorted, std::size_t tenThousandths)
{
    const std::size_t rank = (sorted.size() * tenThousandths + 9'999) / 10'000;
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

struct Spread
{
    double median;
    double min;
    double max;
};

/// Median and range of one value per round, at least one. The median of an even number is the mean of the
/// middle two.
inline Spread spread(std::vector<double> values)
{
    std::ranges::sort(values);
    const std::size_t half = values.size() / 2;
    const double median = values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2.0;
    return {median, values.front(), values.back()};
}

} // namespace bench
