// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace h5pulse::viewer {

/// Files and people count time in seconds, Qt's timers and dates in milliseconds.
inline constexpr double kMillisecondsPerSecond = 1e3;

/// How many significant digits formatNumber() gives where its caller has no reason of its own: the user's
/// choice. For any thread.
void setShownDigits(int digits);
int shownDigits();

/// A value for people: up to `digits` significant digits, "nan" and "inf" as such.
QString formatNumber(double value, int digits = shownDigits());

/// A count with its thousands apart: "1,234,567".
QString formatCount(std::uint64_t count);

/// A number of bytes with its unit: "512 bytes", "1.5 MiB".
QString formatBytes(std::uint64_t bytes);

/// A rate with three digits: "0.25", "12.3", "1,230", or "–" when unknown.
QString formatRate(double perSecond);

/// Seconds as people say it: "0.2 s", "12 s", "3:05 min", "2:10 h", "5 d"; "–" when unknown.
QString formatDuration(double seconds);

/// Names for a message: "'u', 'energy'".
QString formatNames(const QStringList& names);

} // namespace h5pulse::viewer
