// SPDX-License-Identifier: MIT
#include "os/run_lock.h"

#include "os/open_files.h"

#include <h5pulse/error.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>

namespace h5pulse {

namespace {

struct flock lockByte()
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = off_t{1} << 62;
    lock.l_len = 1;
    return lock;
}

} // namespace

RunLock RunLock::take(const std::filesystem::path& path)
{
    constexpr const char* tried = "cannot be opened for writing";
    Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!descriptor) {
        throw Error(path, tried, std::strerror(errno));
    }
    struct flock lock = lockByte();
    if (::fcntl(descriptor.get(), F_OFD_SETLK, &lock) != 0) {
        if (errno == EAGAIN || errno == EACCES) {
            throw InUseError(path, tried,
                             "another writer is at work on it" + describeWriters(descriptor.get()));
        }
        throw Error(path, tried, std::string("its file system gives no lock: ") + std::strerror(errno));
    }
    return RunLock(std::move(descriptor));
}

std::optional<bool> isLocked(int descriptor)
{
    struct flock lock = lockByte();
    if (::fcntl(descriptor, F_OFD_GETLK, &lock) != 0) {
        return std::nullopt;
    }
    return lock.l_type != F_UNLCK;
}

} // namespace h5pulse
