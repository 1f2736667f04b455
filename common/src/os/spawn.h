// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <sys/types.h>
#include <unistd.h>
#include <vector>

namespace h5pulse {

/// Descriptors that a program gets as its standard streams.
struct StandardStreams
{
    int input = STDIN_FILENO;
    int output = STDOUT_FILENO;
    int errors = STDERR_FILENO;
};

/// Starts a program, with default actions for signals that programs like ours ignore or block.
/// @param words        program (found by PATH if it has no '/') and arguments
/// @param environment  "NAME=VALUE", beside our own environment
/// Throws std::system_error with the program's name if it cannot be started.
pid_t spawn(const std::vector<std::string>& words, const StandardStreams& streams,
            const std::vector<std::string>& environment = {});

} // namespace h5pulse
