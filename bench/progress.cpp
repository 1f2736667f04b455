// SPDX-License-Identifier: MIT
#include "progress.h"

#include <iostream>

#include <unistd.h>

namespace bench {

void showProgress(const std::string& text)
{
    if (::isatty(STDERR_FILENO) == 1) {
        std::cerr << "\r\033[K" << text << std::flush;
    }
}

} // namespace bench
