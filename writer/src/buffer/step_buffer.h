// SPDX-License-Identifier: MIT
#pragma once

#include "buffer/batch.h"

#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace h5pulse {

/// The steps that were appended and are not committed yet, in batches that begin at multiples of their size,
/// so that chunks do not straddle them. Memory grows with need up to a limit, and what was used last is used
/// again first, while it is in the processor's cache.
///
/// One thread appends and one takes away, at the same time; neither waits for the other.
class StepBuffer
{
public:
    /// @param rowBytes    bytes of one step of each field
    /// @param batchSteps  of a batch
    /// @param bytes       limit of memory; there are two batches at least
    /// @param first       number of the first step
    StepBuffer(std::span<const std::size_t> rowBytes, std::size_t batchSteps, std::size_t bytes,
               std::size_t first);

    /// Whether a step can be appended now. For the appending thread.
    bool hasRoom();
    /// Steps that the batch has room for at its end, after hasRoom(). For the appending thread, as the next
    /// three.
    std::size_t placesLeft() const noexcept { return m_batchSteps - m_place; }
    /// Where the next such steps go: their times, and their rows of a field.
    double* nextTimes() noexcept { return m_filling->times() + m_place; }
    std::byte* nextRows(std::size_t field) noexcept { return m_filling->row(field, m_place); }
    /// Takes so many steps, which are there now.
    void take(std::size_t count) noexcept;
    /// Whether the last step appended was the last of its batch. For the appending thread.
    bool batchIsFull() const noexcept { return m_place == m_batchSteps; }

    /// Steps, or more, that can be appended before somebody takes some away. For the appending thread.
    std::size_t room();

    /// Number of the step after the last.
    std::size_t end() const noexcept { return m_end.load(std::memory_order_acquire); }
    std::size_t batchSteps() const noexcept { return m_batchSteps; }
    /// Steps that it can hold for sure.
    std::size_t capacity() const noexcept { return (m_mostBatches - 1) * m_batchSteps; }

    /// The steps [first, last), which must be there. For the thread that takes away.
    BatchParts parts(std::size_t first, std::size_t last);
    /// Forgets the steps before this one. For the thread that takes away.
    void release(std::size_t first);

private:
    std::vector<std::size_t> m_rowBytes;
    std::size_t m_batchSteps;
    std::size_t m_mostBatches;
    Batch* m_filling = nullptr; ///< of the appending thread, as the next
    std::size_t m_place = 0;    ///< in it, of the next step
    std::atomic<std::size_t> m_end;

    std::mutex m_mutex; ///< of all that follows
    std::deque<std::unique_ptr<Batch>> m_used;
    std::size_t m_firstUsed; ///< the steps of m_used.front() begin at this multiple of m_batchSteps
    std::vector<std::unique_ptr<Batch>> m_free; ///< that used last at the back
};

} // namespace h5pulse
