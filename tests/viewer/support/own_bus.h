// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process.h"

#include <QDBusConnection>

#include <stdexcept>

namespace h5pulse::viewer::test {

/// A D-Bus session of the test program's own, the same for all tests of a process: Qt looks for its bus once.
/// To be there before the first use of QDBusConnection::sessionBus().
class OwnBus
{
public:
    /// A connection to it under another name than the viewer's: a desktop's.
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
