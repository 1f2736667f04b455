// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fixed_tabs.h"

#include <QChildEvent>
#include <QMainWindow>
#include <QTabBar>

namespace h5pulse::viewer {

FixedTabs::FixedTabs(QMainWindow& window)
    : QObject(&window)
{
    window.installEventFilter(this);
}

bool FixedTabs::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ChildPolished) { // QMainWindow has created the tab bar
        if (auto* tabs = qobject_cast<QTabBar*>(static_cast<QChildEvent*>(event)->child())) {
            tabs->setMovable(false);
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace h5pulse::viewer
