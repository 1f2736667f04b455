// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/element_type.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace h5pulse {

/// What is known of each of a number of columns after some rows.
struct ColumnSums
{
    explicit ColumnSums(std::size_t columns);
    /// Of no rows.
    void reset() noexcept;
    /// Adds what is known of further rows.
    void add(const ColumnSums& more) noexcept;

    std::vector<double> minimum; ///< of the finite values; above maximum: there are none
    std::vector<double> maximum;
    std::vector<long double> sum; ///< of the finite values: 64 values near the limit of double must fit
    std::vector<std::uint32_t> nonFinite;

    /// Room for addRows().
    struct Scratch
    {
        std::vector<double> low;
        std::vector<double> high;
        std::vector<double> sum;
    } scratch;
};

/// Adds rows of elements of a type, real and imaginary parts being columns of their own.
/// @param columns  of a row, which become those from firstColumn on
void addRows(ColumnSums& sums, std::size_t firstColumn, ElementType type, const std::byte* rows,
             std::size_t count, std::size_t columns) noexcept;

} // namespace h5pulse
