// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/search.h>

#include <QJsonObject>

#include <optional>

namespace h5pulse::viewer {

/// "above", "below".
QString sideText(Threshold::Side side);
/// "energy above 12". Uses the bare field name if the run is unknown or has no such component.
QString thresholdText(const Threshold& threshold, const RunDescriptionPtr& run);

QJsonObject toJson(const Threshold& threshold);
/// nullopt: invalid.
std::optional<Threshold> thresholdFrom(const QJsonObject& object);

} // namespace h5pulse::viewer
