// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

/// Where the steps of a run are along the slider: the first at its left end, the last at its right one.
struct StepScale
{
    static constexpr int kMargin = 8; // half of a handle

    quint64 steps = 0;
    int width = 0; ///< of the slider

    qreal xOf(quint64 step) const
    {
        const double part =
            steps > 1 ? std::min(1.0, static_cast<double>(step) / static_cast<double>(steps - 1)) : 0.0;
        return kMargin + part * (width - 2 * kMargin);
    }

    quint64 stepAt(qreal x) const
    {
        if (steps < 2) {
            return 0;
        }
        const double part = std::clamp((x - kMargin) / std::max(1, width - 2 * kMargin), 0.0, 1.0);
        return std::min(steps - 1, static_cast<quint64>(std::llround(part * static_cast<double>(steps - 1))));
    }

    friend bool operator==(const StepScale&, const StepScale&) = default;
};

} // namespace h5pulse::viewer
