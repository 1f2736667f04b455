// SPDX-License-Identifier: MIT
#pragma once

#include <csignal>

namespace h5pulse {

/// During its lifetime, writing beyond a file size limit (ulimit -f) returns an error to this thread
/// instead of raising SIGXFSZ, which by default ends the process. The signal disposition of the program is
/// not changed.
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
