// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace h5pulse::cli {

/// What a command line asks for; gives the program's exit status, and throws what could not be done.
using Action = std::function<int()>;

/// Each adds one subcommand, which sets `action` when it is the one on the command line.
void addInfo(CLI::App& app, Action& action);
void addFollow(CLI::App& app, Action& action);
void addExport(CLI::App& app, Action& action);
void addRecover(CLI::App& app, Action& action);
void addRepack(CLI::App& app, Action& action);
void addView(CLI::App& app, Action& action);

} // namespace h5pulse::cli
