// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_description.h>

namespace h5pulse::viewer {

/// The field of a compared run that matches a field of the open run.
struct FieldMatch
{
    FieldPtr field;  ///< null: see problem
    QString problem; ///< for example "it has no field 'u'"
};

/// Finds the field with the same name and number of dimensions. The numbers of points and the types may
/// differ.
FieldMatch matchField(const FieldDescription& field, const RunDescription& other);

} // namespace h5pulse::viewer
