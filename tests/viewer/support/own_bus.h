// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process.h"

#include <QDBusConnection>

#include <stdexcept>

namespace h5pulse::viewer::test {

/// A D-Bus session that the test program starts. All tests of a process share it, because Qt looks for its
/// bus only once. It must exist before the first call of QDBusConnection::sessionBus().
class OwnBus
{
public:
    /// The connection of a simulated desktop, separate from the viewer's connection.
    static QDBusConnection desktop()
    {
        static OwnBus bus;
        return bus.m_desktop;
    }

private:
    OwnBus()
        : m_daemon({"dbus-daemon", "--session", "--nofork", "--print-address"})
    {
        const std::optional<std::string> address = m_daemon.readLine();
        if (!address) {
            throw std::runtime_error("dbus-daemon does not start: " + m_daemon.wait().err);
        }
        qputenv("DBUS_SESSION_BUS_ADDRESS", QByteArray::fromStdString(*address));
        m_desktop =
            QDBusConnection::connectToBus(QString::fromStdString(*address), QStringLiteral("desktop"));
    }

    h5pulse::test::Process m_daemon;
    QDBusConnection m_desktop{QString()};
};

} // namespace h5pulse::viewer::test
