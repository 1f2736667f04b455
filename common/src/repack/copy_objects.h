// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"
#include "repack/job.h"
#include "repack/value_kind.h"

#include <h5pulse/compression.h>

#include <vector>

namespace h5pulse::repacking {

/// The copies of the types that have a name of their own in the file.
class CommittedTypes
{
public:
    /// Creates them in the new file, without names as yet: what is named earlier may be of such a type.
    explicit CommittedTypes(const Job& job);

    /// The copy of the object of this number in the inventory.
    hid_t copyOf(std::size_t object) const noexcept { return m_types[object].get(); }
    /// The type for the copy of something: the copy of a committed type, else the type in memory, which will
    /// do.
    hid_t typeFor(hid_t stored, hid_t memory) const;

private:
    const Job& m_job;
    std::vector<h5::Handle> m_types; ///< of the inventory's objects
};

/// Creates all groups, types and datasets of the original in the new file, with their links, and with the
/// filters of `compression` on chunked datasets. Nothing is in them yet.
void createObjects(const Job& job, const CommittedTypes& types, const Compression& compression);

/// Gives them their attributes and comments.
void copyAttributes(const Job& job, const CommittedTypes& types, const NewAddress& newAddress);

/// Addresses in this file of the objects of an inventory, in their order.
std::vector<haddr_t> addressesIn(hid_t file, const std::filesystem::path& path, const Inventory& inventory);

/// From the addresses of the original to those of its copy; 0 for a reference that leads nowhere.
NewAddress newAddresses(const Inventory& original, std::vector<haddr_t> copies);

} // namespace h5pulse::repacking
