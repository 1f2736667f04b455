// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run_description.h"

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

struct TracePoint
{
    std::uint64_t step = 0;
    double time = 0.0;
    double value = 0.0; ///< not finite: a gap
};

/// A trace as far as it was read. Immutable once sent.
struct Trace
{
    TraceId id;
    FieldPtr field;
    QString label;                  ///< "u[12] (x = 0.5)"
    std::vector<TracePoint> points; ///< in order of steps; a bounded number, extremes kept
    std::uint64_t steps = 0;        ///< steps read so far
    std::uint64_t nonFinite = 0;    ///< values among them that are not finite
    bool timesAscend = true;        ///< false: times decrease or are not finite somewhere
    bool complete = false;          ///< all steps that there are were read
    QString problem;                ///< why it cannot be read; empty: it can
};

using TracePtr = std::shared_ptr<const Trace>;

/// All chosen traces of a run.
struct TraceSet
{
    RunDescriptionPtr run;
    std::vector<TracePtr> traces;
    std::uint64_t steps = 0; ///< of the run when the set was made
    bool growing = false;    ///< more steps may come

    bool complete() const;
    /// Whether time can be the axis of all of them; else it is the step number.
    bool timesAscend() const;
};

using TraceSetPtr = std::shared_ptr<const TraceSet>;

QString traceLabel(const FieldDescription& field, const TraceId& id);

} // namespace h5pulse::viewer
