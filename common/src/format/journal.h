// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace h5pulse {

/// A second place for the one block of HDF5's metadata that is just being overwritten, where that is larger
/// than a page: the dataset `h5pulse/journal`. A kill between the pages of such a write leaves a block that
/// is neither old nor new; the copy, which was whole before, puts it right. Such blocks are the indexes of
/// datasets with more than about 8,000 chunks.
///
/// Layout: magic, address, size, checksum (lookup3) of the block; then the block.

/// Creates the dataset, empty.
h5::Handle createJournal(hid_t file);

/// Where it lies in the file; nothing where the file has none.
std::optional<std::uint64_t> journalAddress(hid_t file);

/// Writes the copy. True also for blocks that need none, or have no room in it. False on failure, with errno.
/// @param durable  it is on the disk before this returns
bool noteBlock(int descriptor, std::uint64_t journal, std::uint64_t address, const void* block,
               std::size_t size, bool durable) noexcept;

/// Whether the file has something else where the noted block belongs.
bool hasTornBlock(int descriptor, std::uint64_t journal) noexcept;

/// Puts the noted block right where the file of a dead writer has something else, and forgets the copy. The
/// caller holds the writer's lock. False on failure, with errno.
bool replayJournal(int descriptor, std::uint64_t journal) noexcept;

/// Forgets the copy: nobody must put an old block into a file that others have changed since.
bool forgetJournal(int descriptor, std::uint64_t journal) noexcept;

} // namespace h5pulse
