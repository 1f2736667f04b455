// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view.h"

#include <functional>
#include <vector>

namespace h5pulse::viewer {

/// Where a view has its place.
enum class ViewPlace {
    Frame, ///< the chosen field at one step: one such view at a time, the first that shows() the field
    Traces ///< values over time, below
};

struct ViewEntry
{
    QString id; ///< for settings and tests, never translated
    ViewPlace place;
    std::function<View*(QWidget* parent)> create;
};

/// All views there are, in order of precedence.
const std::vector<ViewEntry>& viewRegistry();

} // namespace h5pulse::viewer
