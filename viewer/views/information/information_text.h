// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/information/information_model.h"

#include <h5pulse/service/information.h>
#include <h5pulse/service/run_status.h>

namespace h5pulse::viewer {

/// The rows of each group. Unknown values have no row. `information` may be null.
InformationRows fileRows(const RunStatus& status);
InformationRows runRows(const RunStatus& status, const Information* information);
InformationRows writerRows(const RunStatus& status, const Information* information);
InformationRows segmentRows(const Information* information);
InformationRow fieldRow(const RunDescription& run, std::size_t field, const Information* information);
InformationRows attributeRows(const RunDescription& run);
InformationRows skippedRows(const RunDescription& run);

} // namespace h5pulse::viewer
