// SPDX-License-Identifier: MIT
#pragma once

#include "os/file_system.h"

namespace h5pulse::test {

/// During its lifetime, files of this process count as files on this file system. Files that are already open
/// stay what they were.
class AssumedFileSystem
{
public:
    explicit AssumedFileSystem(const FileSystem& fileSystem)
        : m_fileSystem(fileSystem)
    {
        assumedFileSystem = &m_fileSystem;
    }
    ~AssumedFileSystem() { assumedFileSystem = nullptr; }
    AssumedFileSystem(const AssumedFileSystem&) = delete;
    AssumedFileSystem& operator=(const AssumedFileSystem&) = delete;

private:
    FileSystem m_fileSystem;
};

constexpr FileSystem kNfs{.name = "NFS", .shared = true, .closeToOpen = true};

} // namespace h5pulse::test
