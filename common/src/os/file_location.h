// SPDX-License-Identifier: MIT
#pragma once

#include "os/file_system.h"

#include <filesystem>
#include <string>

namespace h5pulse {

/// Where an open file is, seen from the path by which it was opened.
struct FileLocation
{
    enum class Kind {
        Here,    ///< the path leads to it
        Another, ///< the path leads to another file
        Moved,   ///< it has another name now
        Deleted, ///< it has no name any more, and exists as long as somebody has it open
        Hidden ///< the path leads nowhere that we may see: no permission, unmounted, the file system is gone
    };

    Kind kind = Kind::Here;
    std::filesystem::path now{}; ///< of a moved one: where it is
    std::string reason{};        ///< of a hidden one: the system's words

    /// Whether the path leads to a file.
    bool reachable() const noexcept { return kind == Kind::Here || kind == Kind::Another; }
};

/// Asks the file system alone: one stat() where nothing has changed.
FileLocation locate(const std::filesystem::path& path, int descriptor, const FileIdentity& identity);

/// A path that leads to an open file whatever has become of its name (Linux).
std::filesystem::path pathOfOpenFile(int descriptor);

} // namespace h5pulse
