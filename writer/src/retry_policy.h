// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_state.h>
#include <h5pulse/writer_options.h>

#include <chrono>
#include <optional>

namespace h5pulse {

/// Says when to try again what failed to be written. For room on the disk one can wait for ever, other errors
/// are tried again for WriterOptions::retryFor.
class RetryPolicy
{
public:
    using Clock = std::chrono::steady_clock;

    explicit RetryPolicy(const WriterOptions& options) noexcept
        : m_retryFor(options.retryFor)
    {
    }

    /// The moment of the next attempt; nothing: give up.
    std::optional<Clock::time_point> afterFailure(WriterTrouble trouble) noexcept;
    void afterSuccess() noexcept { m_failures = 0; }

private:
    std::chrono::milliseconds m_retryFor;
    unsigned m_failures = 0;
    Clock::time_point m_since{}; ///< the first of these failures
};

} // namespace h5pulse
