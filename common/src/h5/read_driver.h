// SPDX-License-Identifier: MIT
#pragma once

#include <hdf5.h>

#include <chrono>

namespace h5pulse::h5 {

/// HDF5's view of one file that a Reader has open: the handle that H5Fget_vfd_handle gives for our driver.
struct ReadDriverFile
{
    int descriptor = -1;
    /// Reads after this moment fail, so that a broken file cannot hold the caller.
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

/// Makes files opened with this access list use h5pulse's own read-only driver. It differs from HDF5's default in
/// what a bystander of a live file needs:
/// - it takes no lock, whatever HDF5_USE_FILE_LOCKING says, so that writers never meet one;
/// - raw data past the end of the file is an error; the default driver returns zeros for it;
/// - reads have a deadline;
/// - each open is a file of its own to HDF5, so that a Reader can live in the writer's process, and two Readers
///   refresh independently.
herr_t useReadDriver(hid_t accessList);

/// The driver's part of an open file; it lives as long as the file is open.
ReadDriverFile* readDriverFile(hid_t file);

} // namespace h5pulse::h5
