// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/compared_run.h"

#include <h5pulse/service/run_status.h>
#include <h5pulse/service/trace.h>

#include <optional>

namespace h5pulse::viewer {

/// The step at the cursor of a run, as far as it was read.
struct ShownStep
{
    std::uint64_t step = 0;
    double time = 0.0;
    bool live = true; ///< it is the latest step of a run that grows

    friend bool operator==(const ShownStep&, const ShownStep&) = default;
};

/// Everything that a view is told, apart from the answers to its queries. A plain value.
struct ViewContext
{
    RunDescriptionPtr run; ///< null: no run is open
    FieldPtr field;        ///< the subject of the view; null: none
    std::size_t slice = 0; ///< of a 3-D field
    QString problem;       ///< why the field cannot be read at the cursor; empty: it can
    StatusPtr status = std::make_shared<const RunStatus>();
    ShownStep step;
    TraceQuery traces; ///< the quantities that the user follows over time, and the window they are seen in
    std::optional<TraceWindow> timeRange; ///< that linked views show; none: the whole run
    ComparedRun compared;

    friend bool operator==(const ViewContext&, const ViewContext&) = default;
};

} // namespace h5pulse::viewer
