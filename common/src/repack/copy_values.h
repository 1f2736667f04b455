// SPDX-License-Identifier: MIT
#pragma once

#include "repack/job.h"
#include "repack/value_kind.h"

#include <cstdint>
#include <functional>

namespace h5pulse::repacking {

/// Examines everything that is to be copied. Throws Error if something cannot be copied.
/// @return number of bytes of the values of all datasets, as copyValues() will count them
std::uintmax_t measure(hid_t file, const std::filesystem::path& path, const Inventory& inventory);

/// Whether the values of this object may differ in the copy: the journal, which is only used while the
/// file is written.
bool isScratch(const Inventory::Object& object);

/// Copies the values of all datasets, a few megabytes at a time.
/// @param requireWritten  called after each block; throws if a write has failed
void copyValues(const Job& job, const NewAddress& newAddress, Progress& progress,
                const std::function<void()>& requireWritten);

} // namespace h5pulse::repacking
