// SPDX-License-Identifier: MIT
#include "os/open_file.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

namespace h5pulse {

namespace {

constexpr int kFirstOwn = STDERR_FILENO + 1;

/// Holds the numbers of closed standard streams while a file is opened, so that a thread that prints
/// meanwhile meets an error, as before, and not the file. An epoll descriptor cannot be written to, and needs
/// no file.
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

/// Standard streams may be closed between the two, by another thread.
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

} // namespace h5pulse
