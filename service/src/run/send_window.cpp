// SPDX-License-Identifier: MIT
#include "run/send_window.h"

#include <h5pulse/service/message.h>

#include <algorithm>

namespace h5pulse {

namespace {

constexpr std::chrono::milliseconds kQueue{30}; // more than a client takes to draw a picture

} // namespace

bool SendWindow::isOpen() const
{
    return m_underWay.size() < kMin || (m_underWay.size() < m_width && m_bytes < kMaxBytes);
}

void SendWindow::onSent(std::size_t bytes, Clock::time_point now)
{
    m_underWay.push_back({bytes, now});
    m_bytes += bytes;
}

void SendWindow::onAcknowledged(std::uint64_t replies, Clock::time_point now)
{
    for (; replies > 0 && !m_underWay.empty(); --replies) {
        const Clock::duration delay = now - m_underWay.front().sentAt;
        m_bytes -= m_underWay.front().bytes;
        m_underWay.pop_front();
        m_fastest = m_fastest ? std::min(*m_fastest, delay) : delay;
        m_width = delay <= *m_fastest + kQueue ? std::min(m_width + 1, kMaxRepliesUnderWay)
                                               : std::max(m_width - 1, kMin);
    }
}

} // namespace h5pulse
