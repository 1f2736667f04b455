// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frame.h"

#include "core/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("h5pulse::viewer::Frame", text);
}

} // namespace

QString titleOf(const RunDescription& run, const FieldDescription& field, std::uint64_t step, double time)
{
    const QString name =
        field.longName.isEmpty() ? field.name : QStringLiteral("%1 (%2)").arg(field.longName, field.name);
    QString title = tr("%1   step %2").arg(name).arg(step);
    if (run.hasTimes) {
        title += tr("   %1 = %2%3").arg(run.timeName, formatNumber(time), unitSuffix(run.timeUnits));
    }
    return title;
}

QString titleOf(const Frame& frame)
{
    const QString title = titleOf(*frame.run, *frame.field, frame.step, frame.time);
    return frame.slices > 1 ? title + tr("   slice %1").arg(frame.slice) : title;
}

void measure(Frame& frame)
{
    frame.minimum = frame.maximum = std::numeric_limits<double>::quiet_NaN();
    frame.nonFinite = 0;
    for (const std::vector<double>* values : {&frame.real, &frame.imaginary}) {
        for (const double value : *values) {
            if (!std::isfinite(value)) {
                ++frame.nonFinite;
            } else {
                frame.minimum = std::fmin(frame.minimum, value);
                frame.maximum = std::fmax(frame.maximum, value);
            }
        }
    }
}

} // namespace h5pulse::viewer
