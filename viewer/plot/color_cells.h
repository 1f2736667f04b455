// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <bit>
#include <cstdint>

namespace h5pulse::viewer {

/// Binary logarithm of a positive number, with an error of at most 2e-5, which is invisible in colours.
/// Denormal numbers give the logarithm of the smallest normal number. Ten times as fast as std::log2: an
/// image has a million cells.
inline double roughLog2(double number)
{
    constexpr int kMantissaBits = 52;
    constexpr std::uint64_t kMantissa = (std::uint64_t{1} << kMantissaBits) - 1;
    constexpr std::uint64_t kOne = std::uint64_t{1023} << kMantissaBits; // 1.0
    const auto bits = std::bit_cast<std::uint64_t>(number);
    const auto exponent = static_cast<double>(static_cast<int>(bits >> kMantissaBits) - 1023);
    // Exact at powers of two, and the minimax polynomial of this degree between them.
    const double t = std::bit_cast<double>((bits & kMantissa) | kOne) - 1.0;
    const double bend = 0.44191701 + t * (-0.26717919 + t * (0.14842623 - t * 0.04514881));
    return exponent + t + t * (1.0 - t) * bend;
}

/// Cells of a colour map that are filled in one pass. QCustomPlot's setCell() is too slow for four million
/// cells per frame.
class ColorCells : public QCPColorMapData
{
public:
    ColorCells()
        : QCPColorMapData(1, 1, {}, {})
    {
    }

    /// @param value  called with row and column of each cell, row 0 at the bottom; NaN: the cell has no value
    void fill(auto&& value)
    {
        double* cell = mData;
        for (int row = 0; row < mValueSize; ++row) {
            for (int column = 0; column < mKeySize; ++column) {
                *cell++ = value(row, column);
            }
        }
        mDataModified = true;
    }
};

} // namespace h5pulse::viewer
