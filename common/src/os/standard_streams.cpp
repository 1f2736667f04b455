// SPDX-License-Identifier: MIT
#include "os/standard_streams.h"

#include <cerrno>
#include <fcntl.h>
#include <initializer_list>
#include <unistd.h>

namespace h5pulse {

void fillClosedStandardStreams() noexcept
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) {
            // The wrong way round, so that using it still fails. open() takes the lowest number that is free.
            [[maybe_unused]] const int filled =
                ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

} // namespace h5pulse
