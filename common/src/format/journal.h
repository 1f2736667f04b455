// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace h5pulse {

/// The dataset `h5pulse/journal` holds a copy of the one block of HDF5's metadata that is being
/// overwritten, if the block is larger than a page. If the writer is killed between the pages of such a
/// write, the block is a mix of old and new; the copy, which was complete before, repairs it. Indexes of
/// datasets with more than about 8,000 chunks are such blocks.
///
/// Layout: magic, address, size, checksum (lookup3) of the block; then the block.

/// Creates the empty dataset.
h5::Handle createJournal(hid_t file);

/// Address of the journal; nothing if the file has none.
std::optional<std::uint64_t> journalAddress(hid_t file);

/// Writes the copy. True also for blocks that need no copy or do not fit. False on failure, with errno.
/// @param durable  synchronise the copy to the disk before returning
bool noteBlock(int descriptor, std::uint64_t journal, std::uint64_t address, const void* block,
               std::size_t size, bool durable) noexcept;

/// Whether the block in the file differs from its copy in the journal.
bool hasTornBlock(int descriptor, std::uint64_t journal) noexcept;

/// Restores the block from its copy if they differ, and deletes the copy. For the file of a dead writer:
/// the caller holds the writer's lock. False on failure, with errno.
bool replayJournal(int descriptor, std::uint64_t journal) noexcept;

/// Deletes the copy, so that no old block is restored into a file that was changed since.
bool forgetJournal(int descriptor, std::uint64_t journal) noexcept;

} // namespace h5pulse
