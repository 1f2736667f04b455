// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <sys/types.h>

namespace h5pulse {

namespace detail {
/// A number of this process; 0: not assigned yet. It lies in memory that the kernel clears in each child
/// of a fork, whichever function has created the child (fork, clone, another library).
extern std::atomic<std::atomic<std::uint64_t>*> processToken;
std::uint64_t newProcessToken() noexcept;

inline std::uint64_t presentToken() noexcept
{
    return processToken.load(std::memory_order_acquire)->load(std::memory_order_relaxed);
}
} // namespace detail

/// Remembers the process that created it. The child of a fork has copies of all objects, and must not
/// write, unlock, delete or wait for anything that belongs to its parent. Process ids alone are not
/// enough: both processes may have id 1 in different namespaces.
class ProcessMark
{
public:
    ProcessMark() noexcept
        : m_token(detail::presentToken() != 0 ? detail::presentToken() : detail::newProcessToken())
        , m_process(currentId())
    {
    }

    /// Whether this is still that process, or a child that shares its memory (vfork). Costs two loads.
    bool isHere() const noexcept { return detail::presentToken() == m_token; }
    /// Whether this is still that process. Costs a system call.
    bool isCurrent() const noexcept { return isHere() && currentId() == m_process; }
    pid_t process() const noexcept { return m_process; }

private:
    static pid_t currentId() noexcept;

    std::uint64_t m_token;
    pid_t m_process;
};

} // namespace h5pulse
