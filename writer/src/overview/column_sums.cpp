// SPDX-License-Identifier: MIT
#include "overview/column_sums.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace h5pulse {

namespace {

struct Sum
{
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -std::numeric_limits<double>::infinity();
    long double sum = 0.0L;
    std::uint32_t nonFinite = 0;
};

void add(ColumnSums& sums, std::size_t column, const Sum& more) noexcept
{
    sums.minimum[column] = std::min(sums.minimum[column], more.minimum);
    sums.maximum[column] = std::max(sums.maximum[column], more.maximum);
    sums.sum[column] += more.sum;
    sums.nonFinite[column] += more.nonFinite;
}

/// One column that has values that are not finite, or sums that are not.
template <typename T>
Sum sumWithCare(const T* value, std::size_t count, std::size_t stride) noexcept
{
    Sum result;
    for (std::size_t row = 0; row < count; ++row, value += stride) {
        const auto x = static_cast<double>(*value);
        if (std::isfinite(x)) {
            result.minimum = std::min(result.minimum, x);
            result.maximum = std::max(result.maximum, x);
            result.sum += x;
        } else {
            ++result.nonFinite;
        }
    }
    return result;
}

double lesser(double a, double b) noexcept
{
    return a < b ? a : b;
}

double greater(double a, double b) noexcept
{
    return a > b ? a : b;
}

// Functions of their own, whose arguments say that the sums are no rows: else there are no vectors.

template <typename T>
[[gnu::noinline]] void addRow(const T* __restrict row, std::size_t columns, double* __restrict low,
                              double* __restrict high, double* __restrict sum) noexcept
{
    for (std::size_t i = 0; i < columns; ++i) {
        const auto x = static_cast<double>(row[i]);
        low[i] = lesser(x, low[i]);
        high[i] = greater(x, high[i]);
        sum[i] += x;
    }
}

/// The same for four rows: along the rows, as memory likes it, and with fewer turns to the sums.
template <typename T>
[[gnu::noinline]] void addFourRows(const T* __restrict rows, std::size_t columns, double* __restrict low,
                                   double* __restrict high, double* __restrict sum) noexcept
{
    const T* const second = rows + columns;
    const T* const third = second + columns;
    const T* const fourth = third + columns;
    for (std::size_t i = 0; i < columns; ++i) {
        const auto a = static_cast<double>(rows[i]);
        const auto b = static_cast<double>(second[i]);
        const auto c = static_cast<double>(third[i]);
        const auto d = static_cast<double>(fourth[i]);
        low[i] = lesser(lesser(lesser(a, b), lesser(c, d)), low[i]);
        high[i] = greater(greater(greater(a, b), greater(c, d)), high[i]);
        sum[i] += (a + b) + (c + d);
    }
}

/// As if all values were finite: the sums tell whether they are.
template <typename T>
void addRowsOf(ColumnSums& sums, std::size_t firstColumn, const std::byte* bytes, std::size_t count,
               std::size_t columns) noexcept
{
    const T* const rows = reinterpret_cast<const T*>(bytes);
    auto& [low, high, sum] = sums.scratch;
    for (std::size_t i = 0; i < columns; ++i) {
        low[i] = high[i] = static_cast<double>(rows[i]);
        sum[i] = 0.0;
    }
    std::size_t row = 0;
    for (; row + 4 <= count; row += 4) {
        addFourRows(rows + row * columns, columns, low.data(), high.data(), sum.data());
    }
    for (; row < count; ++row) {
        addRow(rows + row * columns, columns, low.data(), high.data(), sum.data());
    }
    for (std::size_t i = 0; i < columns; ++i) {
        add(sums, firstColumn + i,
            std::isfinite(sum[i]) ? Sum{low[i], high[i], sum[i], 0} : sumWithCare(rows + i, count, columns));
    }
}

} // namespace

ColumnSums::ColumnSums(std::size_t columns)
    : minimum(columns)
    , maximum(columns)
    , sum(columns)
    , nonFinite(columns)
    , scratch{std::vector<double>(columns), std::vector<double>(columns), std::vector<double>(columns)}
{
    reset();
}

void ColumnSums::reset() noexcept
{
    constexpr Sum none;
    std::ranges::fill(minimum, none.minimum);
    std::ranges::fill(maximum, none.maximum);
    std::ranges::fill(sum, none.sum);
    std::ranges::fill(nonFinite, none.nonFinite);
}

void ColumnSums::add(const ColumnSums& more) noexcept
{
    for (std::size_t i = 0; i < minimum.size(); ++i) {
        minimum[i] = std::min(minimum[i], more.minimum[i]);
        maximum[i] = std::max(maximum[i], more.maximum[i]);
        sum[i] += more.sum[i];
        nonFinite[i] += more.nonFinite[i];
    }
}

void addRows(ColumnSums& sums, std::size_t firstColumn, ElementType type, const std::byte* rows,
             std::size_t count, std::size_t columns) noexcept
{
    if (count == 0) {
        return;
    }
    visitElementType(type, [&]<typename T>(std::type_identity<T>) {
        addRowsOf<RealOf<T>>(sums, firstColumn, rows, count, columns);
    });
}

} // namespace h5pulse
