// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace h5pulse::viewer {

/// Qt's timers and dates count milliseconds.
inline constexpr double kMillisecondsPerSecond = 1e3;

/// Default number of significant digits of formatNumber(), as chosen in the preferences. Thread-safe.
void setShownDigits(int digits);
int shownDigits();

/// A value with up to `digits` significant digits, "nan" or "inf".
QString formatNumber(double value, int digits = shownDigits());

/// A count with thousands separators: "1,234,567".
QString formatCount(std::uint64_t count);

/// A number of bytes with its unit: "512 bytes", "1.5 MiB".
QString formatBytes(std::uint64_t bytes);

/// A rate with about three digits: "0.25", "12.3", "1,230"; "–" if it is not finite.
QString formatRate(double perSecond);

/// A duration in a suitable unit: "0.2 s", "12 s", "3:05 min", "2:10 h", "5 d"; "–" if it is negative or not
/// finite.
QString formatDuration(double seconds);

/// Quoted names for a message: "'u', 'energy'".
QString formatNames(const QStringList& names);

} // namespace h5pulse::viewer
