// SPDX-License-Identifier: MIT
#include "os/descriptor.h"

#include <array>
#include <fcntl.h>
#include <initializer_list>
#include <sys/epoll.h>

namespace h5pulse {

namespace {

constexpr int kFirstOwn = STDERR_FILENO + 1;

/// Occupies the numbers of closed standard streams while a file is opened, so that a thread that prints
/// meanwhile gets an error, as before, and does not write to the file. An epoll descriptor cannot be
/// written to and needs no file.
class StandardNumbers
{
public:
    StandardNumbers()
    {
        for (Descriptor& held : m_held) {
            held = Descriptor(::epoll_create1(EPOLL_CLOEXEC));
            if (held.get() >= kFirstOwn) {
                break;
            }
        }
    }

private:
    std::array<Descriptor, kFirstOwn> m_held;
};

/// Another thread may close standard streams between the two calls.
Descriptor aboveStandard(Descriptor opened)
{
    if (!opened || opened.get() >= kFirstOwn) {
        return opened;
    }
    return Descriptor(::fcntl(opened.get(), F_DUPFD_CLOEXEC, kFirstOwn));
}

} // namespace

Descriptor openFile(const std::filesystem::path& path, int flags, mode_t mode)
{
    return openFileIn(AT_FDCWD, path, flags, mode);
}

Descriptor openFileIn(int folder, const std::filesystem::path& name, int flags, mode_t mode)
{
    Descriptor opened;
    {
        const StandardNumbers numbers;
        opened = aboveStandard(Descriptor(::openat(folder, name.c_str(), flags | O_CLOEXEC, mode)));
    }
    return opened;
}

void fillClosedStandardStreams() noexcept
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) {
            // Opened in the wrong direction, so that using it still fails. open() takes the lowest free
            // number.
            [[maybe_unused]] const int filled =
                ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

} // namespace h5pulse
