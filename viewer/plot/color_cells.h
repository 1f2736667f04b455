// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <bit>
#include <cstdint>

namespace h5pulse::viewer {

/// The binary logarithm of a positive number, at most 2e-5 wrong, which no colour shows; of denormal ones
/// that of the smallest normal one. In a tenth of the time of the exact one: a picture has a million cells.
inline double roughLog2(double number)
{
    constexpr int kMantissaBits = 52;
    constexpr std::uint64_t kMantissa = (std::uint64_t{1} << kMantissaBits) - 1;
    constexpr std::uint64_t kOne = std::uint64_t{1023} << kMantissaBits; // 1.0
    const auto bits = std::bit_cast<std::uint64_t>(number);
    const auto exponent = static_cast<double>(static_cast<int>(bits >> kMantissaBits) - 1023);
    // Exact at powers of two; between them the least largest error of a polynomial of this degree.
    const double t = std::bit_cast<double>((bits & kMantissa) | kOne) - 1.0;
    const double bend = 0.44191701 + t * (-0.26717919 + t * (0.14842623 - t * 0.04514881));
    return exponent + t + t * (1.0 - t) * bend;
}

/// The cells of a colour map, filled in one go: four million of them one by one take longer than a frame may.
class ColorCells : public QCPColorMapData
{
public:
    ColorCells()
        : QCPColorMapData(1, 1, {}, {})
    {
    }

    /// @param value  of a row and a column, both of this map: row 0 is the lowest. NaN: there is none
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
