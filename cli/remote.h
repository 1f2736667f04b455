// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/run_address.h>

namespace CLI {
class App;
}

namespace h5pulse::cli {

/// Where the run of a parsed command is; see resolveAddress(). Throws UsageError for addresses that name no run.
RunAddress addressOf(const CLI::App& command);

/// Runs the same command on the machine of the run, by ssh. What it prints is printed here; `--output` of export is a
/// file of this machine. See sshCommand(). Returns the exit status there. Throws std::runtime_error if the command could not
/// run there.
int runThere(const RunAddress& address, const CLI::App& command);

} // namespace h5pulse::cli
