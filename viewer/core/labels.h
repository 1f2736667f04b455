// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/frame.h>
#include <h5pulse/service/trace.h>

#include <QString>

namespace h5pulse::viewer {

/// "long name [units]". Without a long name it is the name; without units there are no brackets.
QString labelOf(const FieldDescription& field);
QString labelOf(const AxisDescription& axis);
QString timeLabelOf(const RunDescription& run);

/// "u   step 12   t = 3.4 s": the title of a frame.
QString titleOf(const Frame& frame);
/// The same for a step whose frame has not been read.
QString titleOf(const RunDescription& run, const FieldDescription& field, std::uint64_t step, double time);

/// "u[12]  x = 0.5 m"
QString traceLabel(const FieldDescription& field, const TraceId& id);

QString traceLabel(const Trace& trace);

/// "128 × 128", or "scalar".
QString shapeText(const std::vector<std::size_t>& shape);

/// Indices of a component (row-major index into the shape): "128", "3, 17".
QString indexText(const std::vector<std::size_t>& shape, std::uint64_t component);

/// " units" to append to a number; empty if there are no units.
QString unitSuffix(const QString& units);
QString unitSuffix(const std::string& units);

} // namespace h5pulse::viewer
