// SPDX-License-Identifier: GPL-3.0-or-later
// Desktop notifications, on a D-Bus session that the test starts.
#include "own_bus.h"
#include "ui/alarms/desktop_notice.h"
#include "waiting.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

/// A desktop that stores the notifications it receives.
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
    QDBusConnection bus = OwnBus::desktop();
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
}

} // namespace h5pulse::viewer::test

#include "desktop_notice_test.moc"
