// SPDX-License-Identifier: MIT
#pragma once

#include <mutex>
#include <optional>
#include <utility>

namespace h5pulse {

/// A slot for one value between two threads. A new value replaces one that was not taken yet, so neither side
/// can flood the other.
///
/// Thread-safety: all calls from any thread.
template <typename T>
class Mailbox
{
public:
    /// Puts a value into the slot. True if the slot was empty; then the caller should wake the other side.
    bool put(T value)
    {
        const std::lock_guard lock(m_mutex);
        const bool wasEmpty = !m_value.has_value();
        m_value = std::move(value);
        return wasEmpty;
    }

    /// Calls `change` with the value in the slot, or with a default value if it is empty. True if the slot
    /// was empty.
    template <typename F>
    bool update(F&& change)
    {
        const std::lock_guard lock(m_mutex);
        const bool wasEmpty = !m_value.has_value();
        if (wasEmpty) {
            m_value.emplace();
        }
        std::forward<F>(change)(*m_value);
        return wasEmpty;
    }

    /// Empties the slot.
    std::optional<T> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_value, std::nullopt);
    }

    /// Calls `look` with the value in the slot, if there is one, and keeps it there.
    template <typename F>
    void peek(F&& look) const
    {
        const std::lock_guard lock(m_mutex);
        if (m_value) {
            std::forward<F>(look)(*m_value);
        }
    }

private:
    mutable std::mutex m_mutex;
    std::optional<T> m_value;
};

} // namespace h5pulse
