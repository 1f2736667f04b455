// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMainWindow;

namespace h5pulse::viewer {

/// Tabs of a window's docks keep their order under the mouse. QMainWindow lets them be dragged over each
/// other, and takes the wrong ones, or crashes, where a closed dock has its place among them (Qt 6.4:
/// QTabBarPrivate::slide).
class FixedTabs : public QObject
{
    Q_OBJECT

public:
    /// Before there are tabs.
    explicit FixedTabs(QMainWindow& window);

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace h5pulse::viewer
