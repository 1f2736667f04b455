// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace h5pulse {

/// Which file it is, and in which state of its content, as far as the file system tells.
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

/// Wall clock, seconds since 1970.
double wallClock();

} // namespace h5pulse
