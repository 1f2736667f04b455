// SPDX-License-Identifier: MIT
#include "repack/committed_types.h"

#include "h5/check.h"
#include "repack/failure.h"

namespace h5pulse::repacking {

CommittedTypes::CommittedTypes(const Job& job)
    : m_job(job)
    , m_types(job.inventory.objects.size())
{
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        const Inventory::Object& object = job.inventory.objects[i];
        if (object.type != H5O_TYPE_NAMED_DATATYPE) {
            continue;
        }
        const h5::Handle original =
            h5::own(H5Topen2(job.from, object.path.c_str(), H5P_DEFAULT), H5Tclose, job.path, kCannotRepack);
        const h5::Handle list =
            h5::own(H5Tget_create_plist(original.get()), H5Pclose, job.path, kCannotRepack);
        h5::Handle type = h5::own(H5Tcopy(original.get()), H5Tclose, job.path, kCannotRepack);
        h5::check(H5Tcommit_anon(job.to, type.get(), list.get(), H5P_DEFAULT), job.path, kCannotRepack);
        m_types[i] = std::move(type);
    }
}

hid_t CommittedTypes::typeFor(hid_t stored, hid_t memory) const
{
    if (H5Tcommitted(stored) <= 0) {
        return memory;
    }
    H5O_info_t info{};
    h5::check(H5Oget_info2(stored, &info, H5O_INFO_BASIC), m_job.path, kCannotRepack);
    const auto at = m_job.inventory.byAddress.find(info.addr);
    return at != m_job.inventory.byAddress.end() && m_types[at->second] ? m_types[at->second].get() : memory;
}

} // namespace h5pulse::repacking
