// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/frame.h>
#include <h5pulse/service/trace.h>

namespace h5pulse::viewer {

/// What a view is given of another run, at the place that goes with the cursor of the one that is open.
struct ShownComparison
{
    QString name;         ///< of its file; empty: no run is compared
    FramePtr frame;       ///< the view's field; null: there is none, or not yet
    TraceSetPtr traces;   ///< null: not yet
    bool bySteps = false; ///< steps of the same number go together; else those of the same time
    QString note;         ///< what is to be known of the frame, or why there is none; empty: nothing

    bool isOn() const { return !name.isEmpty(); }
};

} // namespace h5pulse::viewer
