// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/writer_options.h>

#include <cstddef>
#include <optional>

namespace h5pulse {

/// Says after which step a commit is due, by the step itself. (By wall time it is due without any step.)
class CommitPolicy
{
public:
    explicit CommitPolicy(const WriterOptions& options) noexcept
        : m_everySteps(options.commitSteps)
        , m_everyTime(options.commitTime)
    {
    }

    /// Whether the step of time t makes a commit due.
    bool afterStep(double t) noexcept;

private:
    std::size_t m_everySteps;
    double m_everyTime;
    std::size_t m_stepsSince = 0;
    std::optional<double> m_timeBefore; ///< simulated time at the last commit by it
};

} // namespace h5pulse
