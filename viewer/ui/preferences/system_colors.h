// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace h5pulse::viewer {

/// Whether the desktop is dark, as its settings portal tells (XDG Desktop Portal, org.freedesktop.appearance):
/// this version of Qt asks nobody where no platform theme is installed. Needs a D-Bus session; without one, or
/// without a portal, nothing is preferred.
class SystemColors : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Asks, and listens from now on. Returns at once.
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
