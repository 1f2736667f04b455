// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labels.h"

#include "core/format.h"
#include "core/texts.h"

namespace h5pulse::viewer {

namespace {

QString withUnits(const std::string& name, const std::string& longName, const std::string& units)
{
    const QString text = toText(longName.empty() ? name : longName);
    return units.empty() ? text : QStringLiteral("%1 [%2]").arg(text, toText(units));
}

} // namespace

QString labelOf(const FieldDescription& field)
{
    return withUnits(field.name, field.longName, field.units);
}

QString labelOf(const AxisDescription& axis)
{
    return withUnits(axis.name, axis.longName, axis.units);
}

QString timeLabelOf(const RunDescription& run)
{
    return run.hasTimes ? withUnits(run.timeName, {}, run.timeUnits) : Texts::tr("step");
}

QString titleOf(const RunDescription& run, const FieldDescription& field, std::uint64_t step, double time)
{
    const QString name = field.longName.empty()
                             ? toText(field.name)
                             : QStringLiteral("%1 (%2)").arg(toText(field.longName), toText(field.name));
    QString title = Texts::tr("%1   step %2").arg(name).arg(step);
    if (run.hasTimes) {
        title += Texts::tr("   %1 = %2%3")
                     .arg(toText(run.timeName), formatNumber(time), unitSuffix(run.timeUnits));
    }
    return title;
}

QString titleOf(const Frame& frame)
{
    const QString title = titleOf(*frame.run, *frame.field, frame.step, frame.time);
    return frame.slices > 1 ? title + Texts::tr("   slice %1").arg(frame.slice) : title;
}

QString traceLabel(const FieldDescription& field, const TraceId& id)
{
    QString label = toText(field.name);
    if (field.isComplex()) {
        label = (id.part == Part::Real ? QStringLiteral("Re %1") : QStringLiteral("Im %1")).arg(label);
    }
    if (field.isScalar()) {
        return label;
    }
    label += QStringLiteral("[%1]").arg(indexText(field.shape, id.component));
    if (field.shape.size() == 1 && field.axes.front()) {
        const AxisDescription& axis = *field.axes.front();
        label +=
            QStringLiteral("  %1 = %2%3")
                .arg(toText(axis.name), formatNumber((*axis.values)[id.component]), unitSuffix(axis.units));
    }
    return label;
}

QString traceLabel(const Trace& trace)
{
    return traceLabel(*trace.field, trace.id);
}

QString shapeText(const std::vector<std::size_t>& shape)
{
    if (shape.empty()) {
        return Texts::tr("scalar");
    }
    QStringList sizes;
    for (const std::size_t size : shape) {
        sizes << QString::number(size);
    }
    return sizes.join(QStringLiteral(" × "));
}

QString indexText(const std::vector<std::size_t>& shape, std::uint64_t component)
{
    QStringList indices;
    for (auto size = shape.rbegin(); size != shape.rend(); ++size) {
        indices.prepend(QString::number(component % *size));
        component /= *size;
    }
    return indices.join(QStringLiteral(", "));
}

QString unitSuffix(const QString& units)
{
    return units.isEmpty() ? QString() : QLatin1Char(' ') + units;
}

QString unitSuffix(const std::string& units)
{
    return unitSuffix(toText(units));
}

} // namespace h5pulse::viewer
