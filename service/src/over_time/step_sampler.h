// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/step_range.h>

#include <deque>
#include <optional>
#include <set>
#include <vector>

namespace h5pulse {

/// Which steps to read where all would be too many: evenly spread ones, coarse first, then between them, and
/// always the latest; and finer where one looks at a part of the run. Distances are powers of two, so that
/// what was read serves on when the run has grown.
class StepSampler
{
public:
    /// @param most  maximum of steps of the whole run, and of the window
    explicit StepSampler(std::size_t most);

    /// Samples steps [0, steps) from now on, and those of `window` more densely.
    void setTarget(std::uint64_t steps, const std::optional<StepRange>& window);
    /// Nothing: all were read.
    std::optional<std::uint64_t> next() const;
    /// The step next() was read.
    void done();
    /// Steps that were read and are of no use any more, once they are too many. Forgets them.
    std::vector<std::uint64_t> surplus();

    /// Of the whole run one in so many is read, at the end.
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
    std::deque<std::uint64_t> m_wanted; // in the order in which they are read
    std::set<std::uint64_t> m_planned;  // those of m_wanted
};

} // namespace h5pulse
