// SPDX-License-Identifier: MIT
#include "h5/check.h"

#include "os/fork_safety.h"

namespace h5pulse::h5 {

namespace {

herr_t keepFirst(unsigned, const H5E_error2_t* entry, void* data) noexcept
{
    // H5E_WALK_UPWARD begins at the innermost function.
    auto& reason = *static_cast<std::string*>(data);
    if (!entry->desc || !*entry->desc) {
        return 0;
    }
    reason = entry->desc;
    // A missing plugin folder is only the reason for a missing filter, not the failure itself.
    return entry->maj_num == H5E_PLUGIN ? 0 : 1;
}

} // namespace

SuppressHdf5Errors::SuppressHdf5Errors() noexcept
{
    const ForkHeldBack whole; // these calls lock HDF5, too
    H5Eget_auto2(H5E_DEFAULT, &m_function, &m_data);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

SuppressHdf5Errors::~SuppressHdf5Errors()
{
    const ForkHeldBack whole;
    H5Eset_auto2(H5E_DEFAULT, m_function, m_data);
}

std::string lastReason()
{
    std::string reason;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keepFirst, &reason);
    // HDF5's advice for crashed files destroys files of SWMR writers: name the safe repair instead.
    if (const auto advice = reason.find(" (may use <h5clear"); advice != std::string::npos) {
        reason.replace(advice, std::string::npos, "; if its writer is gone, 'h5pulse recover' repairs it");
    }
    return reason.empty() ? "HDF5 gives no reason" : reason;
}

void raise(const std::filesystem::path& path, std::string_view tried)
{
    std::string reason = lastReason();
    H5Eclear2(H5E_DEFAULT);
    throw Error(path, std::string(tried), std::move(reason));
}

} // namespace h5pulse::h5
