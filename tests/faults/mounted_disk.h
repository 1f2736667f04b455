// SPDX-License-Identifier: MIT
#pragma once

#include "campaigns.h"

#include <filesystem>
#include <stdexcept>

namespace h5pulse::faults {

/// Mounting is not permitted or not possible here; what() says why.
class CannotMount : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// A small file system of its own, unmounted at the end. With Bench it is seen by this process and its
/// children alone.
class MountedDisk
{
public:
    /// Throws CannotMount.
    /// @param folder  an empty one; the image of an ext4 file system is put beside it
    MountedDisk(DiskKind kind, const std::filesystem::path& folder, std::size_t megabytes);
    ~MountedDisk();
    MountedDisk(const MountedDisk&) = delete;
    MountedDisk& operator=(const MountedDisk&) = delete;

    /// Fills the disk up to so many bytes that stay free.
    void leaveFree(std::size_t bytes);
    /// Gives that space back.
    void giveBack();

private:
    std::filesystem::path m_folder;
};

} // namespace h5pulse::faults
