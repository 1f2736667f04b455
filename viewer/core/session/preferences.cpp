// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/preferences.h"

#include <QSettings>
#include <QStringList>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

const auto kTheme = QStringLiteral("preferences/theme");
const auto kDigits = QStringLiteral("preferences/digits");
const auto kFrames = QStringLiteral("preferences/framesPerSecond");
const auto kRestore = QStringLiteral("preferences/restore");
const auto kRecent = QStringLiteral("preferences/recentFiles");

const QStringList& themeNames()
{
    static const QStringList names{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
    return names;
}

/// The stored number if it is in range, else the fallback.
int number(const QSettings& settings, const QString& key, int fallback, int least, int most)
{
    bool good = false;
    const int value = settings.value(key).toInt(&good);
    return good && value >= least && value <= most ? value : fallback;
}

Preferences stored()
{
    const QSettings settings;
    Preferences value;
    const qsizetype theme = themeNames().indexOf(settings.value(kTheme).toString());
    value.theme = theme < 0 ? value.theme : static_cast<ThemeChoice>(theme);
    value.digits = number(settings, kDigits, value.digits, Preferences::kMinDigits, Preferences::kMaxDigits);
    value.framesPerSecond =
        number(settings, kFrames, value.framesPerSecond, Preferences::kSlowest, Preferences::kFastest);
    value.restore = settings.value(kRestore, value.restore).toBool();
    value.recentFiles = number(settings, kRecent, value.recentFiles, 0, Preferences::kMaxRecentFiles);
    return value;
}

} // namespace

Preferences Preferences::bounded() const
{
    Preferences value = *this;
    value.digits = std::clamp(digits, kMinDigits, kMaxDigits);
    value.framesPerSecond = std::clamp(framesPerSecond, kSlowest, kFastest);
    value.recentFiles = std::clamp(recentFiles, 0, kMaxRecentFiles);
    return value;
}

PreferenceStore::PreferenceStore(QObject* parent)
    : QObject(parent)
    , m_value(stored())
{
}

void PreferenceStore::set(const Preferences& wanted)
{
    const Preferences value = wanted.bounded();
    QSettings settings;
    const auto store = [&](const QString& key, const auto& now, const auto& before) {
        if (now != before) { // does not overwrite other values that another window has stored meanwhile
            settings.setValue(key, now);
        }
    };
    const auto nameOf = [](ThemeChoice theme) { return themeNames()[static_cast<int>(theme)]; };
    store(kTheme, nameOf(value.theme), nameOf(m_value.theme));
    store(kDigits, value.digits, m_value.digits);
    store(kFrames, value.framesPerSecond, m_value.framesPerSecond);
    store(kRestore, value.restore, m_value.restore);
    store(kRecent, value.recentFiles, m_value.recentFiles);
    take(value);
}

void PreferenceStore::setForNow(const Preferences& value)
{
    take(value.bounded());
}

void PreferenceStore::take(const Preferences& value)
{
    if (value != m_value) {
        const Preferences old = std::exchange(m_value, value);
        emit changed(old);
    }
}

} // namespace h5pulse::viewer
