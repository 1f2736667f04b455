// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's preference for dark colours, from a settings portal on a D-Bus session that the test starts.
#include "own_bus.h"
#include "plot/theme.h"
#include "ui/preferences/system_colors.h"
#include "waiting.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

/// The part of a desktop's settings portal that gives the colour scheme.
class Portal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 0;

public slots:
    QDBusVariant Read(const QString& group, const QString& key)
    {
        const bool known =
            group == QStringLiteral("org.freedesktop.appearance") && key == QStringLiteral("color-scheme");
        // The portal wraps the value in two variants.
        return known ? QDBusVariant(QVariant::fromValue(QDBusVariant(scheme))) : QDBusVariant(QString());
    }
};

namespace {

void tell(QDBusConnection& bus, const QString& key, uint value)
{
    QDBusMessage signal = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/portal/desktop"),
                                                     QStringLiteral("org.freedesktop.portal.Settings"),
                                                     QStringLiteral("SettingChanged"));
    signal << QStringLiteral("org.freedesktop.appearance") << key << QVariant::fromValue(QDBusVariant(value));
    bus.send(signal);
}

} // namespace

TEST(SystemColors, FollowTheDesktop)
{
    QDBusConnection bus = OwnBus::desktop();
    ASSERT_TRUE(bus.isConnected());
    Portal portal;
    portal.scheme = 1;
    bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &portal,
                       QDBusConnection::ExportAllSlots);
    ASSERT_TRUE(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));

    SystemColors colors;
    QSignalSpy changes(&colors, &SystemColors::changed);
    EXPECT_FALSE(colors.preferDark()) << "before anybody was asked";
    colors.start();
    ASSERT_TRUE(waitFor([&] { return changes.count() == 1; }));
    EXPECT_TRUE(colors.preferDark());
    // Sends the signals again until one arrives, because a new bus does not deliver the first ones.
    const auto says = [&](uint scheme) {
        tell(bus, QStringLiteral("contrast"), 1 - scheme);
        tell(bus, QStringLiteral("color-scheme"), scheme);
        return colors.preferDark() == (scheme == 1);
    };
    EXPECT_TRUE(waitFor([&] { return says(2); }));
    EXPECT_TRUE(waitFor([&] { return says(1); }));
    EXPECT_EQ(changes.count(), 3);
    bus.unregisterService(QStringLiteral("org.freedesktop.portal.Desktop"));
}

TEST(SystemColors, AreOursWhereQtDoesNotKnowThem)
{
    const auto isDark = [] { return themeFor(QApplication::palette()).dark; };
    applyThemeChoice(ThemeChoice::System);
    ASSERT_FALSE(isDark()) << "no platform theme here";
    applyThemeChoice(ThemeChoice::System, true);
    EXPECT_TRUE(isDark());
    applyThemeChoice(ThemeChoice::Light, true);
    EXPECT_FALSE(isDark()) << "a choice is a choice";
    applyThemeChoice(ThemeChoice::Dark, false);
    EXPECT_TRUE(isDark());
    applyThemeChoice(ThemeChoice::System, false);
    EXPECT_FALSE(isDark());
}

} // namespace h5pulse::viewer::test

#include "system_colors_test.moc"
