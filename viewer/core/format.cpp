// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format.h"

#include "core/texts.h"

#include <QLocale>
#include <QStringList>

#include <atomic>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kManySeconds = 1e10; // longer durations are rounded to three digits of days
const QString kUnknownText = QStringLiteral("–");
constexpr int kDefaultDigits = 6;
std::atomic<int> digitsShown{kDefaultDigits};

} // namespace

void setShownDigits(int digits)
{
    digitsShown = digits;
}

int shownDigits()
{
    return digitsShown;
}

QString formatNumber(double value, int digits)
{
    return QString::number(value, 'g', digits);
}

QString formatCount(std::uint64_t count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(static_cast<qulonglong>(count));
}

QString formatBytes(std::uint64_t bytes)
{
    return QLocale(QLocale::English, QLocale::UnitedStates)
        .formattedDataSize(static_cast<qint64>(bytes), bytes < 1024 ? 0 : 1);
}

QString formatRate(double perSecond)
{
    if (!std::isfinite(perSecond)) {
        return kUnknownText;
    }
    if (perSecond >= 100.0) {
        return formatCount(static_cast<std::uint64_t>(std::llround(perSecond)));
    }
    return QString::number(perSecond, 'f', perSecond >= 10.0 ? 1 : 2);
}

QString formatDuration(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0.0) {
        return kUnknownText;
    }
    if (seconds < 9.95) {
        return Texts::tr("%1 s").arg(seconds, 0, 'f', 1);
    }
    if (seconds > kManySeconds) {
        return Texts::tr("%1 d").arg(formatNumber(seconds / 86400.0, 3));
    }
    if (seconds < 99.5) {
        return Texts::tr("%1 s").arg(std::llround(seconds));
    }
    const auto pair = [](long long big, long long small) {
        return QStringLiteral("%1:%2").arg(big).arg(small, 2, 10, QLatin1Char('0'));
    };
    const long long whole = std::llround(seconds);
    if (whole < 3600) {
        return Texts::tr("%1 min").arg(pair(whole / 60, whole % 60));
    }
    if (whole < 48 * 3600) {
        return Texts::tr("%1 h").arg(pair(whole / 3600, whole / 60 % 60));
    }
    return Texts::tr("%1 d").arg(whole / 86400);
}

QString formatNames(const QStringList& names)
{
    QStringList quoted;
    for (const QString& name : names) {
        quoted << QStringLiteral("'%1'").arg(name);
    }
    return quoted.join(QStringLiteral(", "));
}

} // namespace h5pulse::viewer
