// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <filesystem>
#include <sys/types.h>
#include <unistd.h>
#include <utility>

namespace h5pulse {

/// Move-only owner of a POSIX file descriptor. Closing it leaves errno alone.
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

/// ::open() with O_CLOEXEC and a number of 3 or higher. A program that runs with closed standard streams
/// would otherwise get one of their numbers, and what it prints would go into the file. Empty on failure,
/// with errno.
Descriptor openFile(const std::filesystem::path& path, int flags, mode_t mode = 0);

/// The same for a name in an open folder.
Descriptor openFileIn(int folder, const std::filesystem::path& name, int flags, mode_t mode = 0);

/// Whether that errno of opening says that there is no such file: a part of its path may be missing, or be a
/// file.
inline bool saysMissing(int error) noexcept
{
    return error == ENOENT || error == ENOTDIR;
}

/// For programs of our own, at their start: closed standard streams get /dev/null, so that no file or
/// connection that is opened later has their numbers and is printed into. Using them fails as before.
void fillClosedStandardStreams() noexcept;

} // namespace h5pulse
