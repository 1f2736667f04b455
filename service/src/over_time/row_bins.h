// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/step_range.h>

#include <algorithm>
#include <string>
#include <vector>

namespace h5pulse {

/// Consecutive components of a field, in rows of neighbours. By default the times.
struct RowSource
{
    std::string field{}; ///< empty: the times
    Part part = Part::Real;
    std::size_t firstComponent = 0;
    std::size_t components = 1;
    std::size_t perRow = 1; ///< components in a row; the last row may have fewer

    std::size_t rows() const { return (components + perRow - 1) / perRow; }

    /// Steps that can be read.
    std::uint64_t available(const Reader& reader) const
    {
        return field.empty() ? reader.steps() : std::min(reader.steps(field), reader.steps());
    }
};

/// What must be read of the file for a step, about: a chunk has all components.
std::uint64_t bytesOfStep(const Reader& reader, const RowSource& source);

/// What is known of some rows in bins of steps. Arrays hold bins * rows values, the row varying fastest.
struct RowBins
{
    std::size_t rows = 0;
    std::vector<StepRange> bins{};          ///< in order of steps
    std::vector<double> minimum{};          ///< of the finite values; NaN: none is
    std::vector<double> maximum{};          ///< of the finite values; NaN: none is
    std::vector<double> mean{};             ///< of the finite values; NaN: none is
    std::vector<double> weight{};           ///< how many values are finite
    std::vector<std::uint64_t> nonFinite{}; ///< of a bin, in all rows

    /// Adds a bin of which nothing is known yet.
    void addBin(const StepRange& steps);
    /// Adds what is known of some components in a bin.
    /// @param source  the bin that it is taken from
    void addValues(std::size_t bin, const RowSource& rows, const Reduction& from, std::size_t source);
    /// Adds the bins of a reduction of all components; bins that were not read yet are left out.
    void append(const RowSource& rows, const Reduction& from);
    /// Adds a bin of others at the end.
    void append(const RowBins& others, std::size_t bin);
    std::uint64_t nonFiniteInAll() const;
};

/// The whole run, in finer bins where the window has them. A bin of the whole run that lies in part under the
/// window is shortened and keeps its extremes, wherever in it they are: none is lost.
RowBins withWindow(const RowBins& whole, const RowBins& window);

} // namespace h5pulse
