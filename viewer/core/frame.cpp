// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frame.h"

#include "core/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

QString titleOf(const Frame& frame)
{
    const auto tr = [](const char* text) {
        return QCoreApplication::translate("h5pulse::viewer::Frame", text);
    };
    const QString name = frame.field->longName.isEmpty()
                             ? frame.field->name
                             : QStringLiteral("%1 (%2)").arg(frame.field->longName, frame.field->name);
    QString title = tr("%1   step %2").arg(name).arg(frame.step);
    if (frame.run->hasTimes) {
        title += tr("   %1 = %2%3")
                     .arg(frame.run->timeName, formatNumber(frame.time), unitSuffix(frame.run->timeUnits));
    }
    if (frame.slices > 1) {
        title += tr("   slice %1").arg(frame.slice);
    }
    return title;
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
