// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"
#include "repack/job.h"
#include "repack/value_kind.h"

#include <h5pulse/compression.h>

#include <vector>

namespace h5pulse::repacking {

/// Copies of the committed datatypes, which have their own names in the file.
class CommittedTypes
{
public:
    /// Creates them in the new file, without names at first: objects that are named earlier may have such
    /// a type.
    explicit CommittedTypes(const Job& job);

    /// The copy of the object with this index in the inventory.
    hid_t copyOf(std::size_t object) const noexcept { return m_types[object].get(); }
    /// The type for a copied dataset or attribute: the copy of the committed type if `stored` is one,
    /// otherwise `memory`.
    hid_t typeFor(hid_t stored, hid_t memory) const;

private:
    const Job& m_job;
    std::vector<h5::Handle> m_types; ///< one entry per object of the inventory
};

/// Creates all groups, types and datasets of the original in the new file with their links, without
/// values. Chunked datasets get the filters of `compression`.
void createObjects(const Job& job, const CommittedTypes& types, const Compression& compression);

/// Copies the attributes and comments of these objects.
void copyAttributes(const Job& job, const CommittedTypes& types, const NewAddress& newAddress);

/// Addresses of the objects of an inventory in this file, in the order of the inventory.
std::vector<haddr_t> addressesIn(hid_t file, const std::filesystem::path& path, const Inventory& inventory);

/// Maps addresses in the original to addresses in the copy; 0 for a dangling reference.
NewAddress newAddresses(const Inventory& original, std::vector<haddr_t> copies);

} // namespace h5pulse::repacking
