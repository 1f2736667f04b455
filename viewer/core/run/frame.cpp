// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/frame.h"

#include "core/format.h"
#include "core/texts.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

QString titleOf(const RunDescription& run, const FieldDescription& field, std::uint64_t step, double time)
{
    const QString name =
        field.longName.isEmpty() ? field.name : QStringLiteral("%1 (%2)").arg(field.longName, field.name);
    QString title = Texts::tr("%1   step %2").arg(name).arg(step);
    if (run.hasTimes) {
        title += Texts::tr("   %1 = %2%3").arg(run.timeName, formatNumber(time), unitSuffix(run.timeUnits));
    }
    return title;
}

QString titleOf(const Frame& frame)
{
    const QString title = titleOf(*frame.run, *frame.field, frame.step, frame.time);
    return frame.slices > 1 ? title + Texts::tr("   slice %1").arg(frame.slice) : title;
}

void measure(Frame& frame)
{
    const DataExtent extent = extentOf({frame.real, frame.imaginary});
    frame.minimum = extent.low;
    frame.maximum = extent.high;
    frame.lowestPositive = extent.lowestPositive;
    frame.notPositive = extent.notPositive;
    frame.nonFinite = 0;
    for (const std::vector<double>* values : {&frame.real, &frame.imaginary}) {
        frame.nonFinite += static_cast<std::uint64_t>(
            std::ranges::count_if(*values, [](double value) { return !std::isfinite(value); }));
    }
}

DataExtent extentOf(const Frame& frame)
{
    return {.low = frame.minimum,
            .high = frame.maximum,
            .lowestPositive = frame.lowestPositive,
            .notPositive = frame.notPositive};
}

} // namespace h5pulse::viewer
