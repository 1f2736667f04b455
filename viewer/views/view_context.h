// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/compared_run.h"

#include <h5pulse/service/run_status.h>
#include <h5pulse/service/trace.h>

#include <optional>

namespace h5pulse::viewer {

/// The step at the cursor of a run, once it was read.
struct ShownStep
{
    std::uint64_t step = 0;
    double time = 0.0;
    bool live = true; ///< whether it is the latest step of a run that grows

    friend bool operator==(const ShownStep&, const ShownStep&) = default;
};

/// The input of a view, apart from the answers to its queries. A plain value.
struct ViewContext
{
    RunDescriptionPtr run; ///< null: no run is open
    FieldPtr field;        ///< the field that the view shows; null: none
    std::size_t slice = 0; ///< of a 3-D field
    QString problem;       ///< the reason why the field cannot be read at the cursor; empty: it can
    bool thinned = false; ///< ask only for what can be seen of a frame, because it comes from another machine
    StatusPtr status = std::make_shared<const RunStatus>();
    ShownStep step;
    TraceQuery traces; ///< the quantities that the user follows over time, and their visible window
    std::optional<TraceWindow> timeRange; ///< the part of the run that linked views show; none: the whole run
    ComparedRun compared;

    friend bool operator==(const ViewContext&, const ViewContext&) = default;
};

} // namespace h5pulse::viewer
