// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/axis_ticker.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kEvenUpTo = 0.7;       // decades; shorter logarithmic axes have evenly spaced ticks
constexpr double kWithinUpTo = 0.5;     // decades per tick; below it there is room for labels at 2 and 5
constexpr double kDecadesPerTick = 1.3; // up to this many decades per tick, every decade has a tick
constexpr int kSubTicksUpTo = 40;       // decades; longer axes have no subticks
constexpr int kMaxDigits = 15;
constexpr double kPlainUpTo = 1e8;    // smaller integers are always written out
constexpr double kExactUpTo = 0x1p53; // a double holds smaller integers exactly

bool isInteger(double value)
{
    return std::abs(value) < kExactUpTo && value == std::trunc(value);
}

QVector<double> multiples(const QCPRange& range, int step, auto&& mantissas)
{
    QVector<double> ticks;
    const int first = static_cast<int>(std::floor(std::floor(std::log10(range.lower)) / step)) * step;
    const int last = static_cast<int>(std::ceil(std::log10(range.upper)));
    for (int power = first; power <= last + step - 1; power += step) {
        for (const double mantissa : mantissas) {
            ticks << mantissa * std::pow(10.0, power);
        }
    }
    return ticks;
}

} // namespace

QVector<double> AxisTicker::createTickVector(double tickStep, const QCPRange& range)
{
    m_spacing = Spacing::Even;
    m_step = tickStep;
    m_largest = std::max(std::abs(range.lower), std::abs(range.upper));
    if (!m_logarithmic || range.lower <= 0.0) {
        return QCPAxisTicker::createTickVector(tickStep, range);
    }
    const double decades = std::log10(range.upper) - std::log10(range.lower);
    if (decades < kEvenUpTo) {
        return QCPAxisTicker::createTickVector(tickStep, range);
    }
    const double each = decades / std::max(1, mTickCount);
    if (each < kWithinUpTo) {
        m_spacing = Spacing::WithinDecades;
        return multiples(range, 1, std::array{1.0, 2.0, 5.0});
    }
    m_spacing = Spacing::Decades;
    m_decades = static_cast<int>(std::ceil(each / kDecadesPerTick));
    return multiples(range, m_decades, std::array{1.0});
}

QVector<double> AxisTicker::createSubTickVector(int subTickCount, const QVector<double>& ticks)
{
    if (m_spacing == Spacing::Even) {
        return QCPAxisTicker::createSubTickVector(subTickCount, ticks);
    }
    const QCPRange range(ticks.front(), ticks.back());
    if (m_spacing == Spacing::WithinDecades || m_decades == 1) {
        return multiples(range, 1, std::array{2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0});
    }
    const bool few = std::log10(range.upper) - std::log10(range.lower) <= kSubTicksUpTo;
    return few ? multiples(range, 1, std::array{1.0}) : QVector<double>();
}

int AxisTicker::digitsOf(double tick) const
{
    return static_cast<int>(std::ceil(std::log10(std::abs(tick)) - std::log10(m_step)) + 1.0);
}

bool AxisTicker::areIntegers(int precision) const
{
    if (m_spacing != Spacing::Even || !(m_step > 0.0) || !isInteger(m_step / m_factor)) {
        return false;
    }
    const double largest = m_largest / m_factor;
    return largest < kPlainUpTo || (largest < kExactUpTo && digitsOf(m_largest) > precision);
}

QString AxisTicker::getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision)
{
    const double value = tick / m_factor;
    if (!std::isfinite(value)) {
        return {};
    }
    // All labels are integers, or none: 999999 beside 1e+06 would look unevenly spaced.
    if (areIntegers(precision) && isInteger(value)) {
        return QCPAxisTicker::getTickLabel(value, locale, QLatin1Char('f'), 0);
    }
    int digits = precision;
    if (m_spacing == Spacing::Even && m_step > 0.0 && tick != 0.0) {
        digits = std::clamp(digitsOf(tick), precision, kMaxDigits);
    }
    return QCPAxisTicker::getTickLabel(value, locale, formatChar, digits);
}

} // namespace h5pulse::viewer
