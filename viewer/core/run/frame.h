// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_description.h"
#include "core/scale/data_extent.h"

namespace h5pulse::viewer {

/// One field at one step, ready to be drawn. Immutable once sent.
///
/// Profiles: real[i] belongs to coordinate x[i], ascending. Images: rows * columns values, row-major, of the
/// slice chosen along the first dimension of 3-D fields. Both may be thinned out (see reduce.h); extremes are
/// kept.
struct Frame
{
    RunDescriptionPtr run;
    FieldPtr field;
    std::uint64_t step = 0;
    double time = 0.0;
    std::size_t slice = 0;
    std::size_t slices = 1;
    std::size_t rows = 0;         ///< of an image; 0: not an image
    std::size_t columns = 0;      ///< of an image
    std::size_t blockRows = 1;    ///< rows of the field in one row of the image
    std::size_t blockColumns = 1; ///< columns of the field in one column of the image
    std::vector<double> real;
    std::vector<double>
        imaginary;      ///< empty: the field is real. Images of complex fields hold magnitudes in real
    Coordinates x;      ///< of a profile
    Indices components; ///< of a profile: component of each value; null: its index
    double minimum = std::numeric_limits<double>::quiet_NaN(); ///< of the finite values; NaN: there are none
    double maximum = std::numeric_limits<double>::quiet_NaN();
    double lowestPositive = std::numeric_limits<double>::quiet_NaN();
    std::uint64_t notPositive = 0; ///< finite values ≤ 0
    std::uint64_t nonFinite = 0;

    bool isImage() const { return rows > 0; }
    std::uint64_t componentAt(std::size_t i) const { return components ? (*components)[i] : i; }
};

using FramePtr = std::shared_ptr<const Frame>;

/// "u   step 12   t = 3.4 s": what a frame shows, for the title above it.
QString titleOf(const Frame& frame);

/// The same of a field whose frame is not at hand.
QString titleOf(const RunDescription& run, const FieldDescription& field, std::uint64_t step, double time);

/// Sets minimum, maximum and what follows from the values.
void measure(Frame& frame);

/// As it was measured.
DataExtent extentOf(const Frame& frame);

} // namespace h5pulse::viewer
