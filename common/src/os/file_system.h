// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

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

/// Kind of the file system that a file lies on.
struct FileSystem
{
    std::string_view name{}; ///< as people call it; empty: unknown
    /// Whether other machines may write to it: those of networks, clusters, hypervisors and user space. An
    /// unknown file system counts as one of this machine.
    bool shared = false;
    /// Whether the system trusts its copies of attributes and data for some time, and compares them with the
    /// server only when a program opens the file.
    bool closeToOpen = false;

    bool operator==(const FileSystem&) const = default;
};

/// A file system that cannot be asked counts as shared.
FileSystem fileSystemOf(int descriptor) noexcept;

/// Takes the place of every file system; null outside of tests.
inline std::atomic<const FileSystem*> assumedFileSystem{nullptr};

} // namespace h5pulse
