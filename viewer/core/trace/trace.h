// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/query.h"

namespace h5pulse::viewer {

enum class TracePart { Real, Imaginary };

/// One component of one field, followed over all steps.
struct TraceId
{
    QString field;
    std::uint64_t component = 0;
    TracePart part = TracePart::Real;

    friend bool operator==(const TraceId&, const TraceId&) = default;
};

/// The stretch of the run that is looked at.
struct TraceWindow
{
    enum class Axis { Time, Step };

    Axis axis = Axis::Time;
    double first = 0.0;
    double last = 0.0;

    friend bool operator==(const TraceWindow&, const TraceWindow&) = default;
};

/// Consecutive steps [first, end) of a trace, of which the extremes are known.
struct TraceBin
{
    std::uint64_t first = 0;
    std::uint64_t end = 0;
    double firstTime = 0.0; ///< of step first
    double lastTime = 0.0;  ///< of step end - 1
    double low = 0.0;       ///< of the finite values; NaN: none is, a gap
    double high = 0.0;      ///< largest value of the bin
    double mean = 0.0;      ///< of its finite values

    bool isPoint() const { return end - first == 1; }
};

/// The last bin that does not begin after a time or step; null: there are none.
const TraceBin* binAt(const std::vector<TraceBin>& bins, double key, TraceWindow::Axis axis);

/// A trace as far as it was read. Immutable once sent.
struct Trace
{
    TraceId id;
    FieldPtr field;
    QString label;               ///< "u[12] (x = 0.5)"
    std::vector<TraceBin> bins;  ///< in order of steps; a bounded number; each extreme of the run is in one
    std::uint64_t steps = 0;     ///< steps read so far
    std::uint64_t nonFinite = 0; ///< values among them that are not finite
    bool complete = false;       ///< all steps that there are were read
    /// The window is too long to be read step by step, and the file has no overview: in it bins are wide.
    bool coarse = false;
    QString problem; ///< why it cannot be read; empty: it can

    const TraceBin* binAt(double key, TraceWindow::Axis axis) const
    {
        return h5pulse::viewer::binAt(bins, key, axis);
    }
};

using TracePtr = std::shared_ptr<const Trace>;

/// All chosen traces of a run.
struct TraceSet : QueryResult
{
    std::vector<TracePtr> traces;
    std::uint64_t steps = 0; ///< of the run when the set was made
    bool timesAscend = true; ///< whether time can be the axis; else it is the step number
    /// 0 to 1, of a long run that is still being read; NaN: there is nothing to say.
    double progress = std::numeric_limits<double>::quiet_NaN();

    /// Null: it is not among them.
    TracePtr find(const TraceId& id) const;
    bool isComplete() const;
    /// What the traces are drawn over.
    TraceWindow::Axis axis() const;
};

using TraceSetPtr = std::shared_ptr<const TraceSet>;

QString traceLabel(const FieldDescription& field, const TraceId& id);

} // namespace h5pulse::viewer
