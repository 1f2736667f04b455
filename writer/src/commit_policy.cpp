// SPDX-License-Identifier: MIT
#include "commit_policy.h"

#include <cmath>

namespace h5pulse {

bool CommitPolicy::afterStep(double t) noexcept
{
    bool due = false;
    if (m_everySteps > 0 && ++m_stepsSince >= m_everySteps) {
        m_stepsSince = 0;
        due = true;
    }
    if (m_everyTime > 0.0 && !std::isnan(t)) {
        // A time that goes back starts the count again.
        if (!m_timeBefore || t < *m_timeBefore) {
            m_timeBefore = t;
        } else if (t - *m_timeBefore >= m_everyTime) {
            m_timeBefore = t;
            due = true;
        }
    }
    return due;
}

} // namespace h5pulse
