// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QSize>

class QMainWindow;

namespace h5pulse::viewer {

/// Of a window that nobody has sized yet: the usual one, or what a screen has room for beside the frame.
QSize firstSize(const QSize& available);

/// Where a window is, how large, and how its panels are arranged.
class WindowState
{
public:
    explicit WindowState(QMainWindow& window);

    /// The window has the place and size that the last one had, and takes those that the first run brings
    /// along. Without this call, and later, it stays where it is.
    void freeGeometry();
    /// For the next window, whichever run that opens.
    void keepGeometry() const;

    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

private:
    QMainWindow& m_window;
    bool m_geometryIsFree = false;
};

} // namespace h5pulse::viewer
