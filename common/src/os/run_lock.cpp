// SPDX-License-Identifier: MIT
#include "os/run_lock.h"

#include "os/descriptor.h"
#include "os/file_system.h"
#include "os/open_files.h"

#include <h5pulse/error.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>

namespace h5pulse {

namespace {

constexpr const char* kCannotWrite = "cannot be opened for writing";

struct flock lockByte(short type = F_WRLCK)
{
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = off_t{1} << 62;
    lock.l_len = 1;
    return lock;
}

/// True: taken; false: the file system has no locks, and the caller accepts that.
bool lockOrThrow(const std::filesystem::path& path, int descriptor, bool withoutLock)
{
    struct flock lock = lockByte();
    if (::fcntl(descriptor, F_OFD_SETLK, &lock) == 0) {
        return true;
    }
    if (errno == EAGAIN || errno == EACCES) {
        throw InUseError(path, kCannotWrite, "another writer is at work on it" + describeWriters(descriptor));
    }
    if (withoutLock) {
        return false;
    }
    throw Error(path, kCannotWrite,
                std::string("its file system gives no lock (") + std::strerror(errno) +
                    "), so that a second writer could not be kept away; where there is none for sure, go on "
                    "without the lock (WriterOptions::withoutLock, 'h5pulse recover --no-lock')");
}

} // namespace

RunLock RunLock::take(const std::filesystem::path& path, bool withoutLock)
{
    for (;;) {
        // O_NONBLOCK: opening a named pipe must not block.
        Descriptor descriptor = openFile(path, O_RDWR | O_NONBLOCK);
        if (!descriptor) {
            const int error = errno;
            if (saysMissing(error)) {
                throw MissingError(path, kCannotWrite, std::strerror(error));
            }
            throw Error(path, kCannotWrite, std::strerror(error));
        }
        const bool held = lockOrThrow(path, descriptor.get(), withoutLock);
        // A writer that replaces the file gives its name to a new file and then releases this one.
        const auto locked = identify(descriptor.get());
        const auto named = identify(path);
        if (!named || !locked || locked->sameFile(*named)) {
            return {std::move(descriptor), held};
        }
    }
}

RunLock RunLock::take(Descriptor created, const std::filesystem::path& path, bool withoutLock)
{
    const bool held = lockOrThrow(path, created.get(), withoutLock);
    return {std::move(created), held};
}

RunLock& RunLock::operator=(RunLock&& other) noexcept
{
    if (this != &other) {
        release();
        m_owner = other.m_owner;
        m_descriptor = std::move(other.m_descriptor);
        m_held = other.m_held;
    }
    return *this;
}

/// Unlocks before closing: a child that was created without fork() may still have the descriptor.
int RunLock::release() noexcept
{
    if (!m_descriptor || !m_owner.isCurrent()) {
        return 0;
    }
    struct flock unlock = lockByte(F_UNLCK);
    ::fcntl(m_descriptor.get(), F_OFD_SETLK, &unlock);
    return m_descriptor.close();
}

int RunLock::tellErrors() const noexcept
{
    constexpr int firstOwn = 3;
    const int copy = ::fcntl(m_descriptor.get(), F_DUPFD_CLOEXEC, firstOwn);
    return copy < 0 || ::close(copy) == 0 ? 0 : errno;
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
