// SPDX-License-Identifier: MIT
#include "over_time/step_sampler.h"

#include <algorithm>
#include <bit>
#include <iterator>

namespace h5pulse {

namespace {

constexpr std::size_t kFirst = 64;       // steps of the coarsest level
constexpr std::uint64_t kRefinement = 4; // each level divides the distance of steps by this number
constexpr std::size_t kKept = 4;         // useless steps are dropped above this multiple of the wanted steps

/// The smallest power of two as distance that gives at most `most` of `steps` steps.
std::uint64_t distanceFor(std::uint64_t steps, std::size_t most)
{
    return std::bit_ceil((steps + most - 1) / most);
}

} // namespace

StepSampler::StepSampler(std::size_t most)
    : m_most(std::max<std::size_t>(most, 1))
{
}

void StepSampler::want(std::uint64_t step)
{
    if (!m_read.contains(step) && m_planned.insert(step).second) {
        m_wanted.push_back(step);
    }
}

void StepSampler::wantLevel(const StepRange& steps, std::uint64_t distance)
{
    const std::uint64_t first = (steps.first + distance - 1) / distance * distance;
    for (std::uint64_t step = first; step < steps.end; step += distance) {
        want(step);
    }
}

void StepSampler::setTarget(std::uint64_t steps, const std::optional<StepRange>& window)
{
    m_steps = steps;
    m_window = window && window->first < window->end ? window : std::nullopt;
    m_wanted.clear();
    m_planned.clear();
    if (steps == 0) {
        return;
    }
    const StepRange all{0, steps};
    m_distance = distanceFor(steps, m_most);
    const std::uint64_t coarse = std::max(m_distance, distanceFor(steps, kFirst));
    want(steps - 1);
    wantLevel(all, coarse);
    if (m_window) {
        m_windowDistance = std::min(m_distance, distanceFor(m_window->count(), m_most));
        std::uint64_t distance = std::max(m_windowDistance, distanceFor(m_window->count(), kFirst));
        for (; distance > m_windowDistance; distance = std::max(m_windowDistance, distance / kRefinement)) {
            wantLevel(*m_window, distance);
        }
        wantLevel(*m_window, m_windowDistance);
    }
    for (std::uint64_t distance = coarse; distance > m_distance;) {
        distance = std::max(m_distance, distance / kRefinement);
        wantLevel(all, distance);
    }
}

std::optional<std::uint64_t> StepSampler::next() const
{
    return m_wanted.empty() ? std::nullopt : std::optional(m_wanted.front());
}

void StepSampler::done()
{
    m_read.insert(m_wanted.front());
    m_planned.erase(m_wanted.front());
    m_wanted.pop_front();
}

bool StepSampler::isUseful(std::uint64_t step) const
{
    const bool inWindow = m_window && step >= m_window->first && step < m_window->end;
    return step % m_distance == 0 || step + 1 == m_steps || (inWindow && step % m_windowDistance == 0);
}

std::vector<std::uint64_t> StepSampler::surplus()
{
    std::vector<std::uint64_t> dropped;
    if (m_read.size() > kKept * m_most) {
        std::ranges::copy_if(m_read, std::back_inserter(dropped),
                             [this](std::uint64_t step) { return !isUseful(step); });
        for (const std::uint64_t step : dropped) {
            m_read.erase(step);
        }
    }
    return dropped;
}

double StepSampler::progress() const
{
    const std::size_t all = m_read.size() + m_wanted.size();
    return all == 0 ? 1.0 : static_cast<double>(m_read.size()) / static_cast<double>(all);
}

} // namespace h5pulse
