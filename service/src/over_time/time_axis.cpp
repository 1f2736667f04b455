// SPDX-License-Identifier: MIT
#include "over_time/time_axis.h"

#include <cmath>
#include <limits>

namespace h5pulse {

namespace {

bool ascend(const RowBins& times)
{
    double last = -std::numeric_limits<double>::infinity();
    for (std::size_t bin = 0; bin < times.bins.size(); ++bin) {
        if (times.nonFinite[bin] > 0 || times.minimum[bin] < last) {
            return false;
        }
        if (std::isfinite(times.maximum[bin])) { // false: not read yet
            last = times.maximum[bin];
        }
    }
    return true;
}

} // namespace

TimeAxis::TimeAxis(const RowBins& whole, const RowBins& window)
    : m_hasTimes(true)
    , m_ascends(ascend(whole))
{
    constexpr std::uint64_t kEnd = std::numeric_limits<std::uint64_t>::max();
    if (window.bins.empty()) {
        add(whole, 0, kEnd);
    } else {
        add(whole, 0, window.bins.front().first);
        add(window, 0, kEnd);
        add(whole, window.bins.back().end, kEnd);
    }
}

/// Adds the bins that are completely in [first, end). The positions of extremes in other bins are unknown.
void TimeAxis::add(const RowBins& times, std::uint64_t first, std::uint64_t end)
{
    for (std::size_t bin = 0; bin < times.bins.size(); ++bin) {
        const std::uint64_t begins = times.bins[bin].first;
        const std::uint64_t last = times.bins[bin].end - 1;
        if (begins < first || last >= end || !std::isfinite(times.minimum[bin])) {
            continue;
        }
        m_knots.push_back({begins, times.minimum[bin]});
        if (last > begins) {
            m_knots.push_back({last, times.maximum[bin]});
        }
    }
}

double TimeAxis::Walk::timeOf(std::uint64_t step)
{
    const std::vector<Knot>& knots = m_axis.m_knots;
    if (!m_axis.m_hasTimes || knots.empty()) {
        return static_cast<double>(step);
    }
    while (m_next < knots.size() && knots[m_next].step < step) {
        ++m_next;
    }
    if (m_next == knots.size()) {
        return knots.back().time;
    }
    const Knot& after = knots[m_next];
    if (after.step == step || m_next == 0) {
        return after.time;
    }
    const Knot& before = knots[m_next - 1];
    const double part =
        static_cast<double>(step - before.step) / static_cast<double>(after.step - before.step);
    return before.time + part * (after.time - before.time);
}

} // namespace h5pulse
