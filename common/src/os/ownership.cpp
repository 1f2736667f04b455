// SPDX-License-Identifier: MIT
#include "os/ownership.h"

#include <array>
#include <cstring>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace h5pulse {

namespace {

constexpr std::size_t kMaximumBytes = 4096; // as ext4

void copyExtended(int from, int to) noexcept
{
    std::array<char, kMaximumBytes> names{};
    const ssize_t size = ::flistxattr(from, names.data(), names.size());
    for (ssize_t at = 0; at < size;) {
        const char* name = &names[static_cast<std::size_t>(at)];
        std::array<char, kMaximumBytes> value{};
        const ssize_t bytes = ::fgetxattr(from, name, value.data(), value.size());
        if (bytes >= 0) {
            ::fsetxattr(to, name, value.data(), static_cast<std::size_t>(bytes), 0);
        }
        at += static_cast<ssize_t>(std::strlen(name)) + 1;
    }
}

} // namespace

void copyOwnership(int from, int to) noexcept
{
    struct stat status = {};
    if (::fstat(from, &status) != 0) {
        return;
    }
    if (::fchown(to, status.st_uid, status.st_gid) != 0) {
        [[maybe_unused]] const int group = ::fchown(to, static_cast<uid_t>(-1), status.st_gid);
    }
    copyPermissions(from, to); // after the owner, whose change takes some away
    copyExtended(from, to);
}

void copyPermissions(int from, int to) noexcept
{
    struct stat status = {};
    if (::fstat(from, &status) == 0) {
        ::fchmod(to, status.st_mode & 07777U);
    }
}

} // namespace h5pulse
