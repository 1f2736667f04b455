// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <QMap>

#include <vector>

namespace h5pulse::viewer {

/// Ranges of the axes that the user zoomed, by axis name. All other axes fit themselves to the data.
using ZoomState = QMap<QString, QCPRange>;

/// Zoom states of a plot, for going back and forward.
class ZoomHistory
{
public:
    static constexpr std::size_t kMaxStates = 50;
    static constexpr qint64 kPause = 500; ///< milliseconds; small changes with shorter pauses make one state

    /// @param small  the change is one of a fast series, as from a mouse wheel
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
    std::vector<ZoomState> m_states{ZoomState()}; // the first state has no zoomed axis
    std::size_t m_at = 0;
    qint64 m_smallAt = -kPause; // time of the last small change
};

} // namespace h5pulse::viewer
