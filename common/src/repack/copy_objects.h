// SPDX-License-Identifier: MIT
#pragma once

#include "repack/committed_types.h"
#include "repack/job.h"
#include "repack/value_kind.h"

#include <h5pulse/compression.h>

namespace h5pulse::repacking {

/// Creates all groups, types and datasets of the original in the new file, with their links, and with the
/// filters of `compression` on chunked datasets. Nothing is in them yet.
void createObjects(const Job& job, const CommittedTypes& types, const Compression& compression);

/// Gives them their attributes and comments.
void copyAttributes(const Job& job, const CommittedTypes& types, const NewAddress& moved);

/// Addresses in this file of the objects of an inventory, in their order.
std::vector<haddr_t> addressesIn(hid_t file, const std::filesystem::path& path, const Inventory& inventory);

/// From the addresses of the original to those of its copy; 0 for a reference that leads nowhere.
NewAddress newAddresses(const Inventory& original, std::vector<haddr_t> copies);

} // namespace h5pulse::repacking
