// SPDX-License-Identifier: GPL-3.0-or-later
// Notifications of the desktop, on a bus of the test's own.
#include "process.h"
#include "ui/alarms/desktop_notice.h"
#include "waiting.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QSignalSpy>
#include <QStandardPaths>

#include <gtest/gtest.h>

#include <csignal>

namespace h5pulse::viewer::test {

/// A desktop that remembers what it was to show.
class Desktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList shown;
    QVariantMap hints;

public slots:
    uint Notify(const QString& program, uint, const QString&, const QString& title, const QString& text,
                const QStringList&, const QVariantMap& given, int)
    {
        shown << program << title << text;
        hints = given;
        return 1;
    }
};

TEST(DesktopNotice, IsShownByTheDesktopAndSaysWhenThereIsNone)
{
    if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty()) {
        GTEST_SKIP() << "there is no dbus-daemon";
    }
    h5pulse::test::Process daemon({"dbus-daemon", "--session", "--nofork", "--print-address"});
    const std::optional<std::string> address = daemon.readLine();
    ASSERT_TRUE(address);
    qputenv("DBUS_SESSION_BUS_ADDRESS", QByteArray::fromStdString(*address)); // before its first use
    const auto name = QStringLiteral("desktop");
    QDBusConnection bus = QDBusConnection::connectToBus(QString::fromStdString(*address), name);
    ASSERT_TRUE(bus.isConnected()) << bus.lastError().message().toStdString();
    Desktop desktop;
    bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desktop,
                       QDBusConnection::ExportAllSlots);
    ASSERT_TRUE(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));

    DesktopNotice notice;
    QSignalSpy failures(&notice, &DesktopNotice::failed);
    notice.show(QStringLiteral("run.h5"), QStringLiteral("<b>u</b> & co is NaN"), Severity::Error);
    ASSERT_TRUE(waitFor([&] { return !desktop.shown.isEmpty(); }));
    EXPECT_EQ(desktop.shown, (QStringList{QStringLiteral("h5pulse"), QStringLiteral("run.h5"),
                                          QStringLiteral("&lt;b&gt;u&lt;/b&gt; &amp; co is NaN")}))
        << "a name is no markup";
    EXPECT_EQ(desktop.hints[QStringLiteral("urgency")].toInt(), 2);
    EXPECT_EQ(failures.count(), 0);

    bus.unregisterService(QStringLiteral("org.freedesktop.Notifications"));
    notice.show(QStringLiteral("run.h5"), QStringLiteral("again"), Severity::Note);
    EXPECT_TRUE(waitFor([&] { return failures.count() == 1; }));
    QDBusConnection::disconnectFromBus(name);
    daemon.kill(SIGTERM);
    daemon.wait();
}

} // namespace h5pulse::viewer::test

#include "desktop_notice_test.moc"
