// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QMainWindow;
class QWidget;

namespace h5pulse::viewer {

class ViewArea;

/// Moves the keyboard focus from one part of the window to the next: panels, then views, then other widgets.
class FocusCycle : public QObject
{
    Q_OBJECT

public:
    /// @param others  further widgets, after panels and views
    FocusCycle(QMainWindow& window, ViewArea& views, QList<QWidget*> others);

    void next() { move(1); }
    void previous() { move(-1); }
    /// The parts that can take the focus now, in order.
    QList<QWidget*> stops() const;

private:
    void move(int direction);

    QMainWindow& m_window;
    ViewArea& m_views;
    QList<QWidget*> m_others;
};

} // namespace h5pulse::viewer
