// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_description.h"

#include "core/texts.h"

#include <h5pulse/reader.h>

#include <algorithm>
#include <stdexcept>

namespace h5pulse::viewer {

/// The step of a field that is shown where the cursor is: the field's last one where another program has
/// written less of it than of others. Throws a sentence where it has none.
inline std::uint64_t stepAtCursor(const Reader& reader, const FieldDescription& field, std::uint64_t cursor)
{
    const std::uint64_t steps = std::min(reader.steps(field.name.toStdString()), reader.steps());
    if (steps == 0) {
        throw std::out_of_range(Texts::tr("'%1' has no step yet.").arg(field.name).toStdString());
    }
    return std::min(cursor, steps - 1);
}

} // namespace h5pulse::viewer
