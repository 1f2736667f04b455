// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <filesystem>
#include <sys/types.h>
#include <unistd.h>
#include <utility>

namespace h5pulse {

/// Move-only owner of a POSIX file descriptor. Closing it does not change errno.
class Descriptor
{
public:
    Descriptor() noexcept = default;
    explicit Descriptor(int number) noexcept
        : m_number(number)
    {
    }
    ~Descriptor() { reset(); }
    Descriptor(Descriptor&& other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_number = std::exchange(other.m_number, -1);
        }
        return *this;
    }

    int get() const noexcept { return m_number; }
    explicit operator bool() const noexcept { return m_number >= 0; }
    int release() noexcept { return std::exchange(m_number, -1); }
    void reset() noexcept
    {
        if (m_number >= 0) {
            const int before = errno;
            ::close(std::exchange(m_number, -1));
            errno = before;
        }
    }

private:
    int m_number = -1;
};

/// ::open() with O_CLOEXEC and a descriptor of 3 or higher. In a program with closed standard streams the
/// file could otherwise get one of their numbers, and printed text would go into the file. Empty on
/// failure, with errno.
Descriptor openFile(const std::filesystem::path& path, int flags, mode_t mode = 0);

/// The same for a name in an open folder.
Descriptor openFileIn(int folder, const std::filesystem::path& name, int flags, mode_t mode = 0);

/// Whether this errno of a non-blocking read() or write() means that it should be tried again.
inline bool saysTryAgain(int error) noexcept
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

/// Whether this errno of open() means that the file does not exist: the path may lack a folder, or name a
/// file in place of a folder.
inline bool saysMissing(int error) noexcept
{
    return error == ENOENT || error == ENOTDIR;
}

/// For our own programs, at their start: opens /dev/null for closed standard streams, so that no file or
/// connection that is opened later gets their numbers. Using these streams fails as before.
void fillClosedStandardStreams() noexcept;

} // namespace h5pulse
