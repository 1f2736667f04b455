// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/alarm.h"

#include <QObject>

namespace h5pulse::viewer {

/// Notifications of the desktop, by org.freedesktop.Notifications on the session's bus. Waits for nothing.
class DesktopNotice : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void show(const QString& title, const QString& text, Severity severity);

signals:
    /// A sentence: there is no bus, or nobody who shows notifications.
    void failed(const QString& problem);
};

} // namespace h5pulse::viewer
