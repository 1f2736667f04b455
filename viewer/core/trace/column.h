// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/reader.h>

#include <algorithm>
#include <chrono>

namespace h5pulse::viewer {

/// What has one number at each step: a component of a field, or the times.
struct Column
{
    std::string field{}; ///< empty: the times
    std::size_t component = 0;
    Part part = Part::Real;

    /// Steps that can be read.
    std::uint64_t available(const Reader& reader) const
    {
        return field.empty() ? reader.steps() : std::min(reader.steps(field), reader.steps());
    }
};

/// Steps [first, end).
struct StepRange
{
    std::uint64_t first = 0;
    std::uint64_t end = 0;

    std::uint64_t count() const { return end - first; }
    bool contains(const StepRange& other) const { return first <= other.first && other.end <= end; }

    friend bool operator==(const StepRange&, const StepRange&) = default;
};

/// A turn of the worker reads for about so long, so that a new request is served soon.
inline constexpr std::chrono::milliseconds kReadingTurn{15};

/// Bins of a reduction, whatever the size of the plot.
inline constexpr std::size_t kFewestBins = 4000;
inline constexpr std::size_t kMostBins = 8000;

} // namespace h5pulse::viewer
