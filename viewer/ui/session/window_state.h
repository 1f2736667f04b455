// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QSize>

class QMainWindow;

namespace h5pulse::viewer {

/// Default size of a window, limited to the available area of the screen without the frame of the window.
QSize firstSize(const QSize& available);

/// Saves and restores position and size of a window, and the arrangement of its panels.
class WindowState
{
public:
    explicit WindowState(QMainWindow& window);

    /// Gives the window the geometry of the last window, and lets the first restoreState() set the geometry.
    /// Other calls of restoreState() do not move the window.
    void freeGeometry();
    /// Stores the geometry for the next window.
    void keepGeometry() const;

    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

private:
    QMainWindow& m_window;
    bool m_geometryIsFree = false;
};

} // namespace h5pulse::viewer
