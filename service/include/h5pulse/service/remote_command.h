// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/run_address.h>

#include <string>
#include <vector>

namespace h5pulse {

/// Exit status of ssh if it cannot connect, or if the connection breaks.
inline constexpr int kSshFailed = 255;

/// The words that run h5pulse with these arguments on the machine of a run, by ssh. The shell there splits `arguments`.
///
/// The environment variable H5PULSE_SSH replaces `ssh` (program and leading arguments, with quotes as in a shell), and
/// H5PULSE_REMOTE_COMMAND replaces `h5pulse` there. Throws std::invalid_argument with a sentence if H5PULSE_SSH has no
/// words.
std::vector<std::string> sshCommand(const RunAddress& address, const std::string& arguments);

/// Why a command of sshCommand() ended with this exit status, as a sentence without full stop; empty: the status is that
/// of h5pulse there.
/// @param said  what ssh printed about it, such as its last line, or where the reader finds it
std::string sshProblem(int exitStatus, const RunAddress& address, const std::string& said);

} // namespace h5pulse
