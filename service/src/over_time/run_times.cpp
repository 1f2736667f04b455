// SPDX-License-Identifier: MIT
#include "over_time/run_times.h"

namespace h5pulse {

void RunTimes::setWindow(const std::optional<TraceWindow>& window, std::size_t pixels)
{
    m_window = window;
    m_windowDue = true;
    m_column.setPixels(pixels);
}

void RunTimes::setTarget(const Reader& reader, std::uint64_t steps)
{
    m_steps = steps;
    m_windowDue = m_windowDue || m_window.has_value(); // the window may include new steps
    m_column.setTarget(reader, steps);
}

bool RunTimes::wantsMore(const Reader& reader) const
{
    return m_windowDue || (m_hasTimes && m_column.wantsMore(reader));
}

void RunTimes::advance(Reader& reader)
{
    if (std::exchange(m_windowDue, false)) {
        const auto visible =
            m_window && m_steps > 0 ? std::optional(visibleSteps(reader, *m_window, m_steps)) : std::nullopt;
        if (visible != m_visible) {
            m_visible = visible;
            m_column.setVisible(visible);
            ++m_changes;
        }
    }
    if (m_hasTimes && m_column.wantsMore(reader)) {
        m_column.advance(reader);
        m_axisDue = true;
        ++m_changes;
    }
}

const TimeAxis& RunTimes::axis()
{
    if (m_hasTimes && std::exchange(m_axisDue, false)) {
        m_axis = TimeAxis(m_column.whole(), m_column.window());
    }
    return m_axis;
}

} // namespace h5pulse
