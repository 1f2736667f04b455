// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/field_match.h"

#include <QCoreApplication>

namespace h5pulse::viewer {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("h5pulse::viewer::FieldMatch", text);
}

} // namespace

FieldMatch matchField(const FieldDescription& field, const RunDescription& other)
{
    const FieldPtr found = other.field(field.name);
    if (!found) {
        return {nullptr, tr("it has no field '%1'").arg(field.name)};
    }
    if (found->shape.size() != field.shape.size()) {
        return {nullptr, tr("its '%1' has another shape, %2").arg(field.name, shapeText(found->shape))};
    }
    return {found, {}};
}

} // namespace h5pulse::viewer
