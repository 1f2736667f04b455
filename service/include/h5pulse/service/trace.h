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

/// A range of times or steps, as shown by a view over time.
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
    double low = 0.0;       ///< lowest finite value; NaN: no finite value, a gap
    double high = 0.0;      ///< largest value of the bin
    double mean = 0.0;      ///< of its finite values

    bool isPoint() const { return end - first == 1; }
};

/// Position of the first and of the last step of a bin, as time or step.
double firstKeyOf(const TraceBin& bin, TraceWindow::Axis axis);
double lastKeyOf(const TraceBin& bin, TraceWindow::Axis axis);

/// The last bin that does not begin after a time or step, else the first bin; null: no bins.
const TraceBin* binAt(const std::vector<TraceBin>& bins, double key, TraceWindow::Axis axis);

/// Asks for components of fields over the whole run, with all extremes. Answered with a TraceSet in the same
/// order, without unknown fields and components.
struct TraceQuery
{
    std::vector<TraceId> ids{};
    std::optional<TraceWindow> window{}; ///< the shown part of the run; nullopt: all
    std::size_t pixels = 1000;           ///< width of the window

    friend bool operator==(const TraceQuery&, const TraceQuery&) = default;
};

/// A trace over the steps that have been read. Immutable once sent.
struct Trace
{
    TraceId id;
    FieldPtr field;
    std::vector<TraceBin> bins;  ///< in order of steps; their number is bounded; all extremes are kept
    std::uint64_t steps = 0;     ///< steps read so far
    std::uint64_t nonFinite = 0; ///< non-finite values among them
    bool complete = false;       ///< all steps of the run have been read
    /// The bins of the window are wide, because the file has no overview and the window is too long to read
    /// every step.
    bool coarse = false;
    std::string problem; ///< why the trace cannot be read; empty: no problem

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
    bool timesAscend = true; ///< true: time is the axis; false: the step number is
    /// 0 to 1, while a long run is read; NaN: unknown, or not worth showing.
    double progress = std::numeric_limits<double>::quiet_NaN();

    /// The trace of an id; null: not in the set.
    TracePtr find(const TraceId& id) const;
    bool isComplete() const;
    /// The axis that the traces are drawn over.
    TraceWindow::Axis axis() const;
};

using TraceSetPtr = std::shared_ptr<const TraceSet>;

} // namespace h5pulse
