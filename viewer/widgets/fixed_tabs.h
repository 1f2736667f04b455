// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMainWindow;

namespace h5pulse::viewer {

/// Keeps the user from reordering the tabs of docks by dragging. QMainWindow would move the wrong tabs, or
/// crash, if a closed dock has a place among them (Qt 6.4: QTabBarPrivate::slide).
class FixedTabs : public QObject
{
    Q_OBJECT

public:
    /// Construct before the window has tabs.
    explicit FixedTabs(QMainWindow& window);

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace h5pulse::viewer
