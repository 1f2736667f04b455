// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace h5pulse::viewer {

/// Asks the settings portal of the desktop (XDG Desktop Portal, org.freedesktop.appearance) whether it
/// prefers dark colours. This version of Qt does not ask if no platform theme is installed. Without a D-Bus
/// session or a portal, preferDark() is false.
class SystemColors : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Asks the portal and listens for changes. Does not block.
    void start();
    bool preferDark() const { return m_dark; }

signals:
    void changed();

private slots:
    void onSetting(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void take(const QVariant& value);

    bool m_dark = false;
};

} // namespace h5pulse::viewer
