// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/alarm.h"

#include <QObject>

namespace h5pulse::viewer {

/// Sends desktop notifications through org.freedesktop.Notifications on the D-Bus session bus. Does not
/// block.
class DesktopNotice : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void show(const QString& title, const QString& text, Severity severity);

signals:
    /// The desktop has no session bus or no notification service.
    /// @param problem  a sentence
    void failed(const QString& problem);
};

} // namespace h5pulse::viewer
