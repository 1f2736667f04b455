// SPDX-License-Identifier: MIT
#pragma once

#include "repack/inventory.h"

#include <filesystem>

namespace h5pulse::repacking {

/// The files that a repacking has open, and what there is to do.
struct Job
{
    hid_t from;                        ///< the original
    hid_t to;                          ///< its copy
    const std::filesystem::path& path; ///< of the original, for errors
    const Inventory& inventory;        ///< of the original
};

} // namespace h5pulse::repacking
