// SPDX-License-Identifier: MIT
#include "retry_policy.h"

#include <algorithm>

namespace h5pulse {

namespace {

constexpr std::chrono::milliseconds kFirstPause{10};
constexpr std::chrono::milliseconds kLongestPause{500};

} // namespace

std::optional<RetryPolicy::Clock::time_point> RetryPolicy::afterFailure(WriterTrouble trouble) noexcept
{
    const auto now = Clock::now();
    if (m_failures++ == 0) {
        m_since = now;
    }
    if (trouble != WriterTrouble::NoSpace && now - m_since >= m_retryFor) {
        return std::nullopt;
    }
    return now + std::min(kLongestPause, kFirstPause * (1U << std::min(m_failures, 10U)));
}

} // namespace h5pulse
