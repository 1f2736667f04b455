// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scale/auto_range.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kRoomy = 0.4;     // the range shrinks when the data needs less than this part of it ...
constexpr int kPatience = 60;      // ... for more than this many frames
constexpr double kGrid = 1.0 / 20; // step of the round numbers at the ends, relative to the extent

double roundStep(double extent)
{
    const double power = std::pow(10.0, std::floor(std::log10(extent)));
    const double mantissa = extent / power;
    return power * (mantissa < 2.0 ? 1.0 : mantissa < 5.0 ? 2.0 : 5.0);
}

} // namespace

void AutoRange::include(double lower, double upper)
{
    if (!std::isfinite(lower) || !std::isfinite(upper) || lower > upper) {
        return;
    }
    const bool roomy = m_valid && upper - lower < kRoomy * (m_upper - m_lower);
    m_roomyFrames = roomy ? m_roomyFrames + 1 : 0;
    if (!m_valid || m_roomyFrames > kPatience) {
        fit(lower, upper);
    } else if (lower < m_lower || upper > m_upper) {
        fit(std::min(lower, m_lower), std::max(upper, m_upper));
    }
}

void AutoRange::fit(double lower, double upper)
{
    // An end that needs no change stays, so that margins do not add up.
    const bool keepLower = m_valid && m_roomyFrames <= kPatience && lower >= m_lower;
    const bool keepUpper = m_valid && m_roomyFrames <= kPatience && upper <= m_upper;
    double extent = upper - lower;
    if (!(extent > 1e-12 * std::max(std::abs(lower), std::abs(upper)))) {
        extent = std::max(0.1 * std::abs(lower), lower == 0.0 ? 1.0 : 0.0); // constant data
        lower -= 0.5 * extent;
        upper += 0.5 * extent;
    }
    if (m_margin == 0.0) {
        m_lower = lower;
        m_upper = upper;
        m_valid = m_lower < m_upper;
        m_roomyFrames = 0;
        return;
    }
    const double step = roundStep(std::max(extent * kGrid, 1e-300));
    if (!keepLower) {
        m_lower = std::floor((lower - m_margin * extent) / step) * step;
    }
    if (!keepUpper) {
        m_upper = std::ceil((upper + m_margin * extent) / step) * step;
    }
    m_valid = std::isfinite(m_lower) && std::isfinite(m_upper) && m_lower < m_upper;
    m_roomyFrames = 0;
}

} // namespace h5pulse::viewer
