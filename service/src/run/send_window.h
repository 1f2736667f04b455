// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace h5pulse {

/// How many replies may be under way to a client. A line with a long delay needs several of them for a steady picture; on
/// a slow line more of them would only wait for each other. So there are more than kMin only while they are small, and do
/// not queue: while they are acknowledged hardly later than the fastest one was (as in LEDBAT, RFC 6817).
class SendWindow
{
public:
    using Clock = std::chrono::steady_clock;

    static constexpr std::uint64_t kMin = 2;
    static constexpr std::size_t kMaxBytes = std::size_t{1} << 20U; ///< under way, for one more than kMin

    bool isOpen() const;
    void onSent(std::size_t bytes, Clock::time_point now);
    /// The oldest replies have been acknowledged.
    void onAcknowledged(std::uint64_t replies, Clock::time_point now);

private:
    struct Reply
    {
        std::size_t bytes;
        Clock::time_point sentAt;
    };

    std::deque<Reply> m_underWay;
    std::size_t m_bytes = 0; // under way
    std::uint64_t m_width = kMin;
    std::optional<Clock::duration> m_fastest;
};

} // namespace h5pulse
