// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reduction.h>
#include <h5pulse/service/result.h>

#include <optional>

namespace h5pulse {

/// One component of one field, followed over all steps.
struct TraceId
{
    std::string field;
    std::uint64_t component = 0;
    Part part = Part::Real;

    friend bool operator==(const TraceId&, const TraceId&) = default;
};

/// A range of the run on the axis of a view over time.
struct TraceWindow
{
    enum class Axis { Time, Step };

    Axis axis = Axis::Time;
    double first = 0.0;
    double last = 0.0;

    friend bool operator==(const TraceWindow&, const TraceWindow&) = default;
};

/// Consecutive steps [first, end) of a trace, with their extremes.
struct TraceBin
{
    std::uint64_t first = 0;
    std::uint64_t end = 0;
    double firstTime = 0.0; ///< of step first
    double lastTime = 0.0;  ///< of step end - 1
    double low = 0.0;       ///< of the finite values; NaN: none is finite, a gap
    double high = 0.0;      ///< largest value of the bin
    double mean = 0.0;      ///< of its finite values

    bool isPoint() const { return end - first == 1; }
};

/// Position of the first and of the last step of a bin: time, or step.
double firstKeyOf(const TraceBin& bin, TraceWindow::Axis axis);
double lastKeyOf(const TraceBin& bin, TraceWindow::Axis axis);

/// The last bin that does not begin after a time or step; null: there are no bins.
const TraceBin* binAt(const std::vector<TraceBin>& bins, double key, TraceWindow::Axis axis);

/// Asks for components of fields over the whole run, with every extreme. Answered with a TraceSet in this order;
/// unknown fields and components are left out.
struct TraceQuery
{
    std::vector<TraceId> ids{};
    std::optional<TraceWindow> window{}; ///< the part of the run that is shown; none: all
    std::size_t pixels = 1000;           ///< width of the window

    friend bool operator==(const TraceQuery&, const TraceQuery&) = default;
};

/// A trace as far as it was read. Immutable once sent.
struct Trace
{
    TraceId id;
    FieldPtr field;
    std::vector<TraceBin> bins;  ///< in order of steps; a bounded number; each extreme of the run is in one
    std::uint64_t steps = 0;     ///< steps read so far
    std::uint64_t nonFinite = 0; ///< values among them that are not finite
    bool complete = false;       ///< all steps that the run has were read
    /// The window is too long to be read step by step, and the file has no overview: in it bins are wide.
    bool coarse = false;
    std::string problem; ///< why it cannot be read; empty: it can

    const TraceBin* binAt(double key, TraceWindow::Axis axis) const
    {
        return h5pulse::binAt(bins, key, axis);
    }
};

using TracePtr = std::shared_ptr<const Trace>;

/// The traces of a TraceQuery.
struct TraceSet : QueryResult
{
    TraceQuery query;
    std::vector<TracePtr> traces;
    std::uint64_t steps = 0; ///< of the run when the set was made
    bool timesAscend = true; ///< whether time can be the axis; else it is the step number
    /// 0 to 1, of a long run that is still being read; NaN: not known or not worth showing.
    double progress = std::numeric_limits<double>::quiet_NaN();

    /// Null: it is not among them.
    TracePtr find(const TraceId& id) const;
    bool isComplete() const;
    /// The axis that the traces are drawn over.
    TraceWindow::Axis axis() const;
};

using TraceSetPtr = std::shared_ptr<const TraceSet>;

} // namespace h5pulse
