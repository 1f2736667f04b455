// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>
#include <h5pulse/service/run_description.h>

#include <algorithm>
#include <stdexcept>

namespace h5pulse {

inline std::string noStepYet(const FieldDescription& field)
{
    return "'" + field.name + "' has no step yet.";
}

/// Number of steps of a field. It may differ between the fields of another program's file. Throws an
/// exception with a sentence if there is none.
inline std::uint64_t stepsOf(const Reader& reader, const FieldDescription& field)
{
    const std::uint64_t steps = std::min(reader.steps(field.name), reader.steps());
    if (steps == 0) {
        throw std::out_of_range(noStepYet(field));
    }
    return steps;
}

/// The step of a field that is shown at the cursor: the cursor, or the last step of the field if the cursor
/// is beyond it. Throws as stepsOf() does.
inline std::uint64_t stepAtCursor(const Reader& reader, const FieldDescription& field, std::uint64_t cursor)
{
    return std::min(cursor, stepsOf(reader, field) - 1);
}

} // namespace h5pulse
