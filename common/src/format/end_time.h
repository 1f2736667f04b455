// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <filesystem>
#include <string>

namespace h5pulse {

/// The expected last time of a run: an attribute of the times dataset, NaN if no end is expected. A writer
/// always creates it, so that a writer that resumes the run can overwrite it in place while readers have
/// the file open.

/// Creates the attribute of the dataset `time`. Throws Error.
void createEndTime(hid_t time, double endTime, const std::filesystem::path& path);

/// Whether `t` of the file has the attribute as createEndTime() creates it.
bool hasEndTime(hid_t file);

/// Overwrites the attribute of `t` and makes it visible. Throws Error.
void writeEndTime(hid_t file, double endTime, const std::filesystem::path& path);

/// The current attribute of this dataset; NaN if it has none.
double readEndTime(hid_t file, const std::string& timeDataset);

} // namespace h5pulse
