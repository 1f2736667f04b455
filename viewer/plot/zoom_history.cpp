// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/zoom_history.h"

namespace h5pulse::viewer {

void ZoomHistory::record(const ZoomState& state, bool small, qint64 now)
{
    const bool goesOn = small && m_at > 0 && now - m_smallAt < kPause;
    m_smallAt = small ? now : now - kPause;
    if (state == m_states[m_at]) {
        return;
    }
    m_states.resize(m_at + 1);
    if (goesOn) {
        m_states[m_at] = state;
        return;
    }
    m_states.push_back(state);
    if (m_states.size() > kMaxStates) {
        m_states.erase(m_states.begin());
    }
    m_at = m_states.size() - 1;
}

void ZoomHistory::clear()
{
    *this = {};
}

const ZoomState& ZoomHistory::back()
{
    m_smallAt = -kPause;
    return m_states[--m_at];
}

const ZoomState& ZoomHistory::forward()
{
    m_smallAt = -kPause;
    return m_states[++m_at];
}

} // namespace h5pulse::viewer
