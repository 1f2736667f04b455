// SPDX-License-Identifier: MIT
#pragma once

#include "repack/job.h"
#include "repack/value_kind.h"

#include <cstdint>
#include <functional>

namespace h5pulse::repacking {

/// Looks at everything that is to be copied: throws Error where something cannot be taken along.
/// @return bytes of the values of all datasets, which copyValues() will count
std::uintmax_t measure(hid_t file, const std::filesystem::path& path, const Inventory& inventory);

/// Whether the values of this object need not be the same: the journal, which has something in it only while
/// the file is written.
bool isScratch(const Inventory::Object& object);

/// Copies the values of all datasets, a few megabytes at a time.
/// @param requireWritten  called after each block: throws where a write has failed
void copyValues(const Job& job, const NewAddress& newAddress, Progress& progress,
                const std::function<void()>& requireWritten);

} // namespace h5pulse::repacking
