// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"
#include "repack/job.h"

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

} // namespace h5pulse::repacking
