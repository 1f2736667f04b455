// SPDX-License-Identifier: MIT
#include "schedule/commit_policy.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

namespace h5pulse {

namespace {

constexpr std::chrono::milliseconds kFirstPause{10};
constexpr std::chrono::milliseconds kMaxPause{500};

} // namespace

bool CommitPolicy::afterStep(double t) noexcept
{
    bool due = false;
    if (m_everySteps > 0 && ++m_stepsSince >= m_everySteps) {
        m_stepsSince = 0;
        due = true;
    }
    if (m_everyTime > 0.0 && !std::isnan(t)) {
        // Restart the count if time decreases.
        if (!m_timeBefore || t < *m_timeBefore) {
            m_timeBefore = t;
        } else if (t - *m_timeBefore >= m_everyTime) {
            m_timeBefore = t;
            due = true;
        }
    }
    return due;
}

CommitFailure CommitFailure::of(const std::filesystem::path& path, int error, const std::string& reason)
{
    const std::string words = std::string(" (") + std::strerror(error) + ")";
    switch (error) {
    case ENOSPC:
        return {path, WriteProblem::NoSpace, "the disk is full" + words};
    case EDQUOT:
        return {path, WriteProblem::NoSpace, "the disk quota is used up" + words};
    case EFBIG:
        return {path, WriteProblem::NoSpace, "the limit of file sizes is reached" + words};
    case 0:
        return {path, WriteProblem::WriteError, "writing failed (" + reason + ")"};
    default:
        return {path, WriteProblem::WriteError, "writing failed" + words};
    }
}

std::optional<RetryPolicy::Clock::time_point> RetryPolicy::afterFailure(WriteProblem writeProblem) noexcept
{
    const auto now = Clock::now();
    if (m_failures++ == 0) {
        m_since = now;
    }
    if (writeProblem != WriteProblem::NoSpace && now - m_since >= m_retryFor) {
        return std::nullopt;
    }
    return now + std::min(kMaxPause, kFirstPause * (1U << std::min(m_failures, 10U)));
}

} // namespace h5pulse
