// SPDX-License-Identifier: MIT
#pragma once

#include "format/value_summary.h"

#include <h5pulse/element_type.h>

#include <cstddef>

namespace h5pulse {

/// Rows of real numbers in memory: elements of a type, or one part of complex elements.
struct NumberRows
{
    ElementType type = ElementType::Float64; ///< type of the elements; the numbers of complex64 are float
    const std::byte* first = nullptr;
    std::size_t rows = 0;
    std::size_t rowStride = 0;    ///< from one row to the next, in real numbers
    std::size_t columns = 0;      ///< of a row
    std::size_t columnStride = 1; ///< 1, or 2 for one part of complex elements
};

/// Adds the values of each column to its summary.
/// @param to  one for each column
void addRows(const NumberRows& values, ValueSummary* to) noexcept;

} // namespace h5pulse
