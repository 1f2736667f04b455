// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/frame.h>
#include <h5pulse/service/trace.h>

#include <QString>

namespace h5pulse::viewer {

/// "long name [units]", as far as the file has them.
QString labelOf(const FieldDescription& field);
QString labelOf(const AxisDescription& axis);
QString timeLabelOf(const RunDescription& run);

/// "u   step 12   t = 3.4 s": the title of a frame.
QString titleOf(const Frame& frame);
/// The same for a field whose frame was not read.
QString titleOf(const RunDescription& run, const FieldDescription& field, std::uint64_t step, double time);

/// "u[12]  x = 0.5 m"
QString traceLabel(const FieldDescription& field, const TraceId& id);

QString traceLabel(const Trace& trace);

/// "128 × 128", or "scalar".
QString shapeText(const std::vector<std::size_t>& shape);

/// Row-major component as indices: "128", "3, 17".
QString indexText(const std::vector<std::size_t>& shape, std::uint64_t component);

/// " units" or nothing, to put behind a number.
QString unitSuffix(const QString& units);
QString unitSuffix(const std::string& units);

} // namespace h5pulse::viewer
