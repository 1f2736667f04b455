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

/// Steps that were appended and are not committed yet, in batches that begin at multiples of their size, so
/// that no chunk spans two batches. Memory grows as needed up to a limit. The batch used last is reused
/// first, while it is in the processor's cache.
///
/// One thread appends and one removes at the same time; neither waits for the other.
class StepBuffer
{
public:
    /// @param rowBytes    bytes of one step, per field
    /// @param batchSteps  steps per batch
    /// @param bytes       memory limit; there are always at least two batches
    /// @param first       number of the first step
    StepBuffer(std::span<const std::size_t> rowBytes, std::size_t batchSteps, std::size_t bytes,
               std::size_t first);

    /// Whether a step can be appended now. For the appending thread.
    bool hasRoom();
    /// Steps that fit into the current batch, after hasRoom(). This and the next three functions are for the
    /// appending thread.
    std::size_t placesLeft() const noexcept { return m_batchSteps - m_place; }
    /// Where the next steps go: their times, and their rows of a field.
    double* nextTimes() noexcept { return m_filling->times() + m_place; }
    std::byte* nextRows(std::size_t field) noexcept { return m_filling->row(field, m_place); }
    /// Takes this many steps that the caller has written there.
    void take(std::size_t count) noexcept;
    /// Whether the last appended step filled its batch. For the appending thread.
    bool batchIsFull() const noexcept { return m_place == m_batchSteps; }

    /// Lower limit of the steps that can be appended before others are removed. For the appending thread.
    std::size_t room();

    /// Number of the step after the last.
    std::size_t end() const noexcept { return m_end.load(std::memory_order_acquire); }
    std::size_t batchSteps() const noexcept { return m_batchSteps; }
    /// Number of steps that it can always hold.
    std::size_t capacity() const noexcept { return (m_maxBatches - 1) * m_batchSteps; }

    /// The steps [first, last), which must be in the buffer. For the removing thread.
    BatchParts parts(std::size_t first, std::size_t last);
    /// Removes the steps before this one. For the removing thread.
    void release(std::size_t first);

private:
    std::vector<std::size_t> m_rowBytes;
    std::size_t m_batchSteps;
    std::size_t m_maxBatches;
    Batch* m_filling = nullptr; ///< this and the next belong to the appending thread
    std::size_t m_place = 0;    ///< index of the next step in it
    std::atomic<std::size_t> m_end;

    std::mutex m_mutex; ///< protects the members below
    std::deque<std::unique_ptr<Batch>> m_used;
    std::size_t m_firstUsed; ///< the steps of m_used.front() begin at this multiple of m_batchSteps
    std::vector<std::unique_ptr<Batch>> m_free; ///< the batch used last is at the back
};

} // namespace h5pulse
