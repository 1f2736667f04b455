// SPDX-License-Identifier: MIT
#include "os/copy_file.h"

#include "os/descriptor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/fs.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <vector>

namespace h5pulse {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBlock = std::size_t{4} << 20;

/// Creates a new file with the first free name.
Descriptor createBeside(const fs::path& path, fs::path& name, mode_t mode)
{
    for (int number = 1; number < 10'000; ++number) {
        name = path;
        name += number == 1 ? std::string(".backup") : ".backup-" + std::to_string(number);
        Descriptor descriptor = openFile(name, O_WRONLY | O_CREAT | O_EXCL, mode);
        if (descriptor || errno != EEXIST) {
            return descriptor;
        }
    }
    return {};
}

/// Writes the whole block. Zeros are skipped, so that holes stay holes.
bool writeBlock(int to, const std::vector<char>& block, std::size_t size, off_t at)
{
    if (std::all_of(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(size),
                    [](char c) { return c == 0; })) {
        return true;
    }
    for (std::size_t done = 0; done < size;) {
        const ssize_t put = ::pwrite(to, block.data() + done, size - done, at + static_cast<off_t>(done));
        if (put < 0 && errno != EINTR) {
            return false;
        }
        done += static_cast<std::size_t>(std::max<ssize_t>(put, 0));
    }
    return true;
}

/// False on failure, with errno; ECANCELED if `progress` returns false.
bool copyContent(int from, int to, std::uint64_t size, const BackupProgress& progress)
{
    if (::ioctl(to, FICLONE, from) == 0) {
        return true; // the file system shares the blocks
    }
    std::vector<char> block(kBlock);
    for (std::uint64_t at = 0; at < size;) {
        const ssize_t got = ::pread(from, block.data(), block.size(), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0 || !writeBlock(to, block, static_cast<std::size_t>(got), static_cast<off_t>(at))) {
            return got == 0;
        }
        at += static_cast<std::uint64_t>(got);
        if (progress && !progress(at, size)) {
            errno = ECANCELED;
            return false;
        }
    }
    return true;
}

constexpr std::size_t kMaxBytes = 4096; // as ext4

void copyExtended(int from, int to) noexcept
{
    std::array<char, kMaxBytes> names{};
    const ssize_t size = ::flistxattr(from, names.data(), names.size());
    for (ssize_t at = 0; at < size;) {
        const char* name = &names[static_cast<std::size_t>(at)];
        std::array<char, kMaxBytes> value{};
        const ssize_t bytes = ::fgetxattr(from, name, value.data(), value.size());
        if (bytes >= 0) {
            ::fsetxattr(to, name, value.data(), static_cast<std::size_t>(bytes), 0);
        }
        at += static_cast<ssize_t>(std::strlen(name)) + 1;
    }
}

} // namespace

fs::path copyBeside(const fs::path& path, int descriptor, const BackupProgress& progress)
{
    struct stat status = {};
    fs::path name;
    const Descriptor copy =
        ::fstat(descriptor, &status) == 0 ? createBeside(path, name, status.st_mode & 0777U) : Descriptor();
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (!copy || !copyContent(descriptor, copy.get(), size, progress) ||
        ::ftruncate(copy.get(), status.st_size) != 0 || ::fsync(copy.get()) != 0) {
        const std::string reason = std::strerror(errno);
        if (copy) {
            ::unlink(name.c_str());
        }
        throw Error(path, "cannot be copied to " + name.string(), reason + "; the file was left untouched");
    }
    return name;
}

void copyOwnership(int from, int to) noexcept
{
    struct stat status = {};
    if (::fstat(from, &status) != 0) {
        return;
    }
    if (::fchown(to, status.st_uid, status.st_gid) != 0) {
        [[maybe_unused]] const int group = ::fchown(to, static_cast<uid_t>(-1), status.st_gid);
    }
    copyPermissions(from, to); // after the owner, because changing it clears some permissions
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
