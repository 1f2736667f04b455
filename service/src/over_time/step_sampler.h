// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/step_range.h>

#include <deque>
#include <optional>
#include <set>
#include <vector>

namespace h5pulse {

/// Selects the steps to read if all steps are too many: evenly spaced steps, from coarse to fine, and always
/// the latest one. Steps in the window are denser. Distances are powers of two, so that steps stay useful
/// when the run grows.
class StepSampler
{
public:
    /// @param most  maximum number of steps in the whole run, and in the window
    explicit StepSampler(std::size_t most);

    /// Sets the range of steps to [0, steps), and the window, which is sampled more densely.
    void setTarget(std::uint64_t steps, const std::optional<StepRange>& window);
    /// The step to read next; nullopt: all have been read.
    std::optional<std::uint64_t> next() const;
    /// Marks the step next() as read.
    void done();
    /// Drops steps that are no longer useful, once too many steps have been read. Returns the dropped steps.
    std::vector<std::uint64_t> surplus();

    /// Final distance of the steps in the whole run.
    std::uint64_t distance() const { return m_distance; }
    /// The same in the window, or in the whole run if there is no window.
    std::uint64_t windowDistance() const { return m_window ? m_windowDistance : m_distance; }
    std::size_t read() const { return m_read.size(); }
    /// 0 to 1.
    double progress() const;

private:
    void want(std::uint64_t step);
    void wantLevel(const StepRange& steps, std::uint64_t distance);
    bool isUseful(std::uint64_t step) const;

    std::size_t m_most;
    std::uint64_t m_steps = 0;
    std::optional<StepRange> m_window;
    std::uint64_t m_distance = 1;
    std::uint64_t m_windowDistance = 1;
    std::set<std::uint64_t> m_read;
    std::deque<std::uint64_t> m_wanted; // in reading order
    std::set<std::uint64_t> m_planned;  // the elements of m_wanted
};

} // namespace h5pulse
