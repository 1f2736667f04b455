// SPDX-License-Identifier: MIT
#include "os/file_size_signal.h"

#include <ctime>

namespace h5pulse {

namespace {

sigset_t fileSizeSignal() noexcept
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGXFSZ);
    return set;
}

bool isPending() noexcept
{
    sigset_t pending;
    return sigpending(&pending) == 0 && sigismember(&pending, SIGXFSZ) == 1;
}

} // namespace

FileSizeSignalBlocked::FileSizeSignalBlocked() noexcept
    : m_wasPending(isPending())
{
    const sigset_t set = fileSizeSignal();
    pthread_sigmask(SIG_BLOCK, &set, &m_before);
}

FileSizeSignalBlocked::~FileSizeSignalBlocked()
{
    if (!m_wasPending && isPending()) {
        const sigset_t set = fileSizeSignal();
        const timespec atOnce = {};
        sigtimedwait(&set, nullptr, &atOnce); // ours: the write has reported it
    }
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

} // namespace h5pulse
