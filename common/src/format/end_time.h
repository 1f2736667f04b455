// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <filesystem>
#include <string>

namespace h5pulse {

/// The expected last time of a run: an attribute of the times, NaN where none is expected. A writer always
/// creates it, so that one that resumes the run can overwrite it in place, under readers.

/// Creates it; `time` is the dataset. Throws Error.
void createEndTime(hid_t time, double endTime, const std::filesystem::path& path);

/// Whether `t` of the file has it, as createEndTime() makes it.
bool hasEndTime(hid_t file);

/// Overwrites that of `t` and makes it visible. Throws Error.
void writeEndTime(hid_t file, double endTime, const std::filesystem::path& path);

/// That of this dataset, as it is in the file now; NaN where there is none.
double readEndTime(hid_t file, const std::string& timeDataset);

} // namespace h5pulse
