// SPDX-License-Identifier: MIT
#pragma once

#include "os/file_system.h"

#include <filesystem>
#include <string>

namespace h5pulse {

/// Location of an open file, relative to the path by which it was opened.
struct FileLocation
{
    enum class Kind {
        Here,    ///< the path leads to it
        Another, ///< the path leads to another file
        Moved,   ///< the file has another path now
        Deleted, ///< the file has no name; it exists until all programs have closed it
        Hidden   ///< the path cannot be followed: no permission, unmounted, the file system is gone
    };

    Kind kind = Kind::Here;
    std::filesystem::path now{}; ///< path of a moved file
    std::string reason{};        ///< of a hidden file: the system's message

    /// Whether the path leads to a file.
    bool reachable() const noexcept { return kind == Kind::Here || kind == Kind::Another; }
};

/// Uses only the file system: one stat() if nothing has changed.
FileLocation locate(const std::filesystem::path& path, int descriptor, const FileIdentity& identity);

/// A path that leads to an open file even if it was moved or deleted (Linux).
std::filesystem::path pathOfOpenFile(int descriptor);

} // namespace h5pulse
