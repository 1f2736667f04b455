// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace h5pulse {

/// Identifies a file and the state of its content, as far as the file system reports them.
struct FileIdentity
{
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t modifiedNs = 0; ///< nanoseconds since 1970

    bool sameFile(const FileIdentity& other) const noexcept
    {
        return device == other.device && inode == other.inode;
    }
    bool operator==(const FileIdentity&) const = default;
};

std::optional<FileIdentity> identify(int descriptor);
std::optional<FileIdentity> identify(const std::filesystem::path& path);

/// Whether an open file lies on a disk or in the memory of this machine, so that no other machine writes
/// to it. File systems of networks, clusters, hypervisors and user space are not local; an unknown file
/// system counts as local.
bool isOnLocalFileSystem(int descriptor) noexcept;

} // namespace h5pulse
