// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scale/auto_scale.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

// QCPRange supports magnitudes from 1e-280 to 1e250. These limits leave room for zooming.
constexpr double kLarge = 1e200;
constexpr double kSmall = 1e-200;
constexpr double kFactor = 1e100;
constexpr double kMaxDecades = 300.0;
constexpr double kHighestDecade = 249.0;
constexpr double kFinest = 1e-13;  // smallest extent of a range, relative to its larger end
constexpr double kNothing = 1e-17; // an end that is this small relative to the other end counts as zero

double factorFor(double low, double high)
{
    const double size = std::fmax(std::abs(low), std::abs(high));
    return size > kLarge ? 1.0 / kFactor : size > 0.0 && size < kSmall ? kFactor : 1.0;
}

} // namespace

void AutoScale::include(const DataExtent& now)
{
    m_now = now;
    includeOfRun(now);
}

void AutoScale::includeOfRun(const DataExtent& seen)
{
    m_run.include(seen);
    update();
}

void AutoScale::refit()
{
    m_steady.reset();
    update();
}

void AutoScale::restart()
{
    m_now = {};
    m_run = {};
    refit();
}

void AutoScale::chooseFactor()
{
    const double factor = m_mode == ScaleMode::Fixed ? factorFor(m_fixed.first, m_fixed.second)
                                                     : factorFor(m_run.low, m_run.high);
    if (factor != m_factor) {
        m_factor = factor;
        m_steady.reset();
    }
}

AutoScale::Range AutoScale::wanted() const
{
    const DataExtent& extent = m_mode == ScaleMode::WholeRun ? m_run : m_now;
    // If nearly all values are equal, the range without spikes is empty; then show all values.
    if (m_mode == ScaleMode::Common && extent.commonLow != extent.commonHigh) {
        return {extent.commonLow, extent.commonHigh}; // NaN if not measured yet
    }
    return {m_logarithmic ? extent.lowestPositive : extent.low, extent.high};
}

void AutoScale::update()
{
    chooseFactor();
    if (m_mode == ScaleMode::Fixed) {
        return;
    }
    auto [low, high] = wanted();
    if (m_logarithmic) {
        const double factor = std::log10(m_factor);
        high = std::log10(high) + factor;
        low = std::max(std::log10(low) + factor, high - kMaxDecades); // NaN if no value is positive
    } else {
        low *= m_factor;
        high *= m_factor;
    }
    if (m_centred && !m_logarithmic) {
        high = std::fmax(std::abs(low), std::abs(high));
        low = -high;
    }
    if (m_mode == ScaleMode::EachFrame || m_mode == ScaleMode::WholeRun) {
        m_steady.reset();
    }
    m_steady.include(low, high);
}

std::optional<AutoScale::Range> AutoScale::range() const
{
    if (m_mode == ScaleMode::Fixed) {
        return Range{m_fixed.first * m_factor, m_fixed.second * m_factor};
    }
    if (!m_steady.valid()) {
        return std::nullopt;
    }
    const double extent = m_steady.upper() - m_steady.lower();
    const double low = m_steady.lower() - m_before * extent;
    const double high = m_steady.upper() + m_after * extent;
    if (m_logarithmic) {
        const double top = std::min(high, kHighestDecade);
        return Range{std::pow(10.0, std::max(low, top - kMaxDecades)), std::pow(10.0, top)};
    }
    const bool fromZero = std::abs(low) < kNothing * std::abs(high) || (m_notNegative && low < 0.0);
    return Range{fromZero ? 0.0 : low, std::abs(high) < kNothing * std::abs(low) ? 0.0 : high};
}

bool canShow(AutoScale::Range range, bool logarithmic)
{
    const auto [low, high] = range;
    if (!std::isfinite(low) || !std::isfinite(high) || !(low < high) || (logarithmic && low <= 0.0)) {
        return false;
    }
    const double factor = factorFor(low, high);
    const double size = std::fmax(std::abs(low), std::abs(high)) * factor;
    return high * factor - low * factor > kFinest * size &&
           (!logarithmic || std::log10(high) - std::log10(low) < kMaxDecades);
}

} // namespace h5pulse::viewer
