// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_description.h"

#include "core/texts.h"

#include <algorithm>

namespace h5pulse::viewer {

namespace {

QString withUnits(const QString& name, const QString& longName, const QString& units)
{
    const QString text = longName.isEmpty() ? name : longName;
    return units.isEmpty() ? text : QStringLiteral("%1 [%2]").arg(text, units);
}

} // namespace

std::size_t FieldDescription::components() const
{
    std::size_t product = 1;
    for (const std::size_t size : shape) {
        product *= size;
    }
    return product;
}

FieldPtr RunDescription::field(const QString& name) const
{
    const auto found = std::ranges::find_if(fields, [&](const FieldPtr& f) { return f->name == name; });
    return found == fields.end() ? nullptr : *found;
}

QStringList RunDescription::timeCandidates() const
{
    QStringList names;
    if (hasTimes) {
        names << timeName;
    }
    for (const FieldPtr& f : fields) {
        if (f->isScalar() && !f->isComplex()) {
            names << f->name;
        }
    }
    return names;
}

QStringList RunDescription::fieldNames() const
{
    QStringList names;
    for (const FieldPtr& f : fields) {
        names << f->name;
    }
    return names;
}

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
    return run.hasTimes ? withUnits(run.timeName, QString(), run.timeUnits) : Texts::tr("step");
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

} // namespace h5pulse::viewer
