// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/threshold.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"

#include <cmath>

namespace h5pulse::viewer {

namespace {

const auto kField = QStringLiteral("field");
const auto kComponent = QStringLiteral("component");
const auto kImaginary = QStringLiteral("imaginary");
const auto kBelow = QStringLiteral("below");
const auto kLimit = QStringLiteral("limit");
constexpr double kMaxComponents = 9007199254740992.0; // 2^53: JSON numbers are exact up to here

} // namespace

QString sideText(Threshold::Side side)
{
    return side == Threshold::Side::Above ? Texts::tr("above") : Texts::tr("below");
}

QString thresholdText(const Threshold& threshold, const RunDescriptionPtr& run)
{
    const FieldPtr field = run ? run->field(threshold.trace.field) : nullptr;
    const bool known = field && threshold.trace.component < field->components();
    return QStringLiteral("%1 %2 %3")
        .arg(known ? traceLabel(*field, threshold.trace) : toText(threshold.trace.field),
             sideText(threshold.side), formatNumber(threshold.limit));
}

QJsonObject toJson(const Threshold& threshold)
{
    return {{kField, toText(threshold.trace.field)},
            {kComponent, static_cast<double>(threshold.trace.component)},
            {kImaginary, threshold.trace.part == Part::Imaginary},
            {kBelow, threshold.side == Threshold::Side::Below},
            {kLimit, threshold.limit}};
}

std::optional<Threshold> thresholdFrom(const QJsonObject& object)
{
    const QString field = object[kField].toString();
    const double component = object[kComponent].toDouble(-1.0);
    const double limit = object[kLimit].toDouble(std::nan(""));
    if (field.isEmpty() || !(component >= 0.0) || component > kMaxComponents ||
        component != std::floor(component) || !std::isfinite(limit)) {
        return std::nullopt;
    }
    return Threshold{{field.toStdString(), static_cast<std::uint64_t>(component),
                      object[kImaginary].toBool() ? Part::Imaginary : Part::Real},
                     object[kBelow].toBool() ? Threshold::Side::Below : Threshold::Side::Above,
                     limit};
}

} // namespace h5pulse::viewer
