// SPDX-License-Identifier: MIT
#include "os/file_location.h"

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace h5pulse {

namespace {

/// Network and user-space file systems rename an open file when it is deleted.
bool isNameOfDeleted(const std::filesystem::path& path)
{
    const std::string name = path.filename();
    return name.starts_with(".nfs") || name.starts_with(".fuse_hidden");
}

std::filesystem::path nameOfOpenFile(int descriptor)
{
    std::array<char, PATH_MAX> buffer{};
    const ssize_t size = ::readlink(pathOfOpenFile(descriptor).c_str(), buffer.data(), buffer.size());
    return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
}

/// Location of a file whose path does not exist any more.
FileLocation locateNameless(int descriptor, const FileIdentity& identity)
{
    using Kind = FileLocation::Kind;
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) {
        return {.kind = Kind::Hidden, .reason = std::strerror(errno)};
    }
    if (status.st_nlink == 0) {
        return {.kind = Kind::Deleted};
    }
    const std::filesystem::path name = nameOfOpenFile(descriptor);
    if (const auto there = identify(name); there && there->sameFile(identity)) {
        return isNameOfDeleted(name) ? FileLocation{.kind = Kind::Deleted}
                                     : FileLocation{.kind = Kind::Moved, .now = name};
    }
    // Another hard link to the file remains, or its file system was unmounted while the file was open.
    return name.string().ends_with(" (deleted)")
               ? FileLocation{.kind = Kind::Hidden, .reason = "this name of it was deleted"}
               : FileLocation{.kind = Kind::Hidden, .reason = "its file system is no longer mounted there"};
}

} // namespace

std::filesystem::path pathOfOpenFile(int descriptor)
{
    return "/proc/self/fd/" + std::to_string(descriptor);
}

FileLocation locate(const std::filesystem::path& path, int descriptor, const FileIdentity& identity)
{
    using Kind = FileLocation::Kind;
    if (const auto here = identify(path)) {
        return {.kind = here->sameFile(identity) ? Kind::Here : Kind::Another};
    }
    if (errno == ENOENT || errno == ENOTDIR) {
        return locateNameless(descriptor, identity);
    }
    return {.kind = Kind::Hidden, .reason = std::strerror(errno)};
}

} // namespace h5pulse
