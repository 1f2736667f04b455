// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_description.h>

namespace h5pulse::viewer {

/// The field of another run that can be drawn beside one of this run.
struct FieldMatch
{
    FieldPtr field;  ///< null: see problem
    QString problem; ///< "has no field 'u'"
};

/// The one of the same name with as many dimensions. It may have other numbers of points, and another type.
FieldMatch matchField(const FieldDescription& field, const RunDescription& other);

} // namespace h5pulse::viewer
