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

/// Steps of a field that there are to be shown; other programs may have written less of it than of others.
/// Throws a sentence where there is none.
inline std::uint64_t stepsOf(const Reader& reader, const FieldDescription& field)
{
    const std::uint64_t steps = std::min(reader.steps(field.name), reader.steps());
    if (steps == 0) {
        throw std::out_of_range(noStepYet(field));
    }
    return steps;
}

/// The step of a field that is shown where the cursor is: its last one where the cursor is beyond it. Throws
/// as stepsOf() does.
inline std::uint64_t stepAtCursor(const Reader& reader, const FieldDescription& field, std::uint64_t cursor)
{
    return std::min(cursor, stepsOf(reader, field) - 1);
}

} // namespace h5pulse
