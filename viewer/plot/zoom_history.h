// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <QMap>

#include <vector>

namespace h5pulse::viewer {

/// The ranges of the axes that the user zoomed, by the axes' names. All others fit themselves to the data.
using ZoomState = QMap<QString, QCPRange>;

/// Where the user was and can go back to, and forward again.
class ZoomHistory
{
public:
    static constexpr std::size_t kMaxStates = 50; ///< states
    static constexpr qint64 kPause = 500;    ///< milliseconds; steps closer together than this are one

    /// @param small  one of many that follow each other closely, as of a wheel
    /// @param now    milliseconds on a steady clock
    void record(const ZoomState& state, bool small, qint64 now);
    void clear();

    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_states.size(); }
    /// @pre canGoBack()
    const ZoomState& back();
    /// @pre canGoForward()
    const ZoomState& forward();

private:
    std::vector<ZoomState> m_states{ZoomState()}; // at first nothing is zoomed
    std::size_t m_at = 0;
    qint64 m_smallAt = -kPause; // when the newest state was recorded as a small one
};

} // namespace h5pulse::viewer
