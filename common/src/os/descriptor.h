// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
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

} // namespace h5pulse
