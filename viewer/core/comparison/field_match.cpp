// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/field_match.h"

#include "core/labels.h"
#include "core/texts.h"

namespace h5pulse::viewer {

FieldMatch matchField(const FieldDescription& field, const RunDescription& other)
{
    const FieldPtr found = other.field(field.name);
    if (!found) {
        return {nullptr, Texts::tr("it has no field '%1'").arg(toText(field.name))};
    }
    if (found->shape.size() != field.shape.size()) {
        return {nullptr,
                Texts::tr("its '%1' has another shape, %2").arg(toText(field.name), shapeText(found->shape))};
    }
    return {found, {}};
}

} // namespace h5pulse::viewer
