// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/step_range.h>

#include <algorithm>
#include <string>
#include <vector>

namespace h5pulse {

/// Consecutive components of a field, grouped in rows of neighbours. The default is the times.
struct RowSource
{
    std::string field{}; ///< empty: the times
    Part part = Part::Real;
    std::size_t firstComponent = 0;
    std::size_t components = 1;
    std::size_t perRow = 1; ///< components in a row; the last row may have fewer

    std::size_t rows() const { return (components + perRow - 1) / perRow; }

    /// Number of steps that can be read.
    std::uint64_t available(const Reader& reader) const
    {
        return field.empty() ? reader.steps() : std::min(reader.steps(field), reader.steps());
    }
};

/// Approximate number of bytes that must be read per step. A chunk has all components of a step.
std::uint64_t bytesOfStep(const Reader& reader, const RowSource& source);

/// Statistics of rows in bins of steps. Arrays hold bins * rows values, the row varying fastest.
struct RowBins
{
    std::size_t rows = 0;
    std::vector<StepRange> bins{};          ///< in order of steps
    std::vector<double> minimum{};          ///< of the finite values; NaN: none
    std::vector<double> maximum{};          ///< of the finite values; NaN: none
    std::vector<double> mean{};             ///< of the finite values; NaN: none
    std::vector<double> weight{};           ///< number of finite values
    std::vector<std::uint64_t> nonFinite{}; ///< number of non-finite values in all rows of a bin

    /// Adds an empty bin.
    void addBin(const StepRange& steps);
    /// Adds the values of some components to a bin.
    /// @param source  bin of `from`
    void addValues(std::size_t bin, const RowSource& rows, const Reduction& from, std::size_t source);
    /// Adds the bins of a reduction of all components, except bins that have not been read yet.
    void append(const RowSource& rows, const Reduction& from);
    /// Appends a bin of `others`.
    void append(const RowBins& others, std::size_t bin);
    /// Adds a bin of `others`, which follows, to the last bin.
    void extend(const RowBins& others, std::size_t bin);
    std::uint64_t nonFiniteInAll() const;

private:
    /// Adds the statistics of some finite values to a row of a bin.
    void merge(std::size_t at, double low, double high, double average, double count);
};

/// The bins of the whole run, with those of the window in their place. A bin that the window covers in part
/// is shortened, but keeps all of its extremes.
RowBins withWindow(const RowBins& whole, const RowBins& window);

/// Joins up to `group` neighbouring bins each. Bins with a gap between them stay apart.
RowBins joined(const RowBins& bins, std::size_t group);

} // namespace h5pulse
