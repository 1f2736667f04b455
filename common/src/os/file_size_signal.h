// SPDX-License-Identifier: MIT
#pragma once

#include <csignal>

namespace h5pulse {

/// While it lives, writing past a limit of file sizes (ulimit -f) gives this thread an error instead of
/// SIGXFSZ, which by default ends the process. The signal's disposition stays the user's own.
class FileSizeSignalBlocked
{
public:
    FileSizeSignalBlocked() noexcept;
    ~FileSizeSignalBlocked();
    FileSizeSignalBlocked(const FileSizeSignalBlocked&) = delete;
    FileSizeSignalBlocked& operator=(const FileSizeSignalBlocked&) = delete;

private:
    sigset_t m_before{};
    bool m_wasPending = false;
};

} // namespace h5pulse
