// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format.h"
#include "core/session/preferences.h"

#include <QSettings>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

class PreferencesTest : public testing::Test
{
protected:
    PreferencesTest() { QSettings().clear(); }
    ~PreferencesTest() override { QSettings().clear(); }
};

} // namespace

TEST_F(PreferencesTest, AreStoredAndTold)
{
    PreferenceStore store;
    EXPECT_EQ(store.value(), Preferences{});
    QSignalSpy changed(&store, &PreferenceStore::changed);
    const Preferences wanted{
        .theme = ThemeChoice::Dark, .digits = 9, .framesPerSecond = 20, .restore = false, .recentFiles = 3};
    store.set(wanted);
    store.set(wanted);
    EXPECT_EQ(changed.count(), 1) << "once";
    EXPECT_EQ(PreferenceStore().value(), wanted);
}

TEST_F(PreferencesTest, StayInTheirRanges)
{
    PreferenceStore store;
    store.set({.digits = 99, .framesPerSecond = 0, .recentFiles = -1});
    EXPECT_EQ(store.value(),
              (Preferences{.digits = Preferences::kMaxDigits, .framesPerSecond = 1, .recentFiles = 0}));
    QSettings settings;
    settings.setValue(QStringLiteral("preferences/digits"), QStringLiteral("many"));
    settings.setValue(QStringLiteral("preferences/framesPerSecond"), 100'000);
    settings.setValue(QStringLiteral("preferences/recentFiles"), QStringLiteral("-7"));
    settings.setValue(QStringLiteral("preferences/theme"), QStringLiteral("pink"));
    EXPECT_EQ(PreferenceStore().value(), Preferences{}) << "nonsense in the settings";
}

TEST_F(PreferencesTest, WhatIsForNowIsNotStored)
{
    PreferenceStore store;
    Preferences now;
    now.theme = ThemeChoice::Dark;
    store.setForNow(now);
    EXPECT_EQ(store.value().theme, ThemeChoice::Dark);
    now.digits = 4;
    store.set(now);
    EXPECT_EQ(PreferenceStore().value(), Preferences{.digits = 4}) << "only what was changed then";
}

TEST_F(PreferencesTest, DigitsAreThoseOfNumbers)
{
    EXPECT_EQ(formatNumber(3.14159265358979), "3.14159");
    setShownDigits(10);
    EXPECT_EQ(formatNumber(3.14159265358979), "3.141592654");
    EXPECT_EQ(formatNumber(3.14159265358979, 3), "3.14");
    setShownDigits(6);
}

} // namespace h5pulse::viewer::test
