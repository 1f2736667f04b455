// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <QJsonObject>

#include <optional>

namespace h5pulse::viewer {

/// A limit that a trace should not cross. Values that are not finite do not count.
struct Threshold
{
    enum class Side { Above, Below };

    TraceId trace;
    Side side = Side::Above; ///< where values raise an alarm; one that equals the limit does not
    double limit = 0.0;

    friend bool operator==(const Threshold&, const Threshold&) = default;
};

/// "above", "below".
QString sideText(Threshold::Side side);
/// "energy above 12". A name where the run is not known, or has no such field.
QString thresholdText(const Threshold& threshold, const RunDescriptionPtr& run);

QJsonObject toJson(const Threshold& threshold);
/// Nothing: it makes no sense.
std::optional<Threshold> thresholdFrom(const QJsonObject& object);

} // namespace h5pulse::viewer
