// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace h5pulse::cli {

/// The action of a command line. Returns the exit status, and throws on failure.
using Action = std::function<int()>;

/// Each function adds one subcommand, which sets `action` if the command line selects it.
void addInfo(CLI::App& app, Action& action);
void addFollow(CLI::App& app, Action& action);
void addExport(CLI::App& app, Action& action);
void addList(CLI::App& app, Action& action);
void addRecover(CLI::App& app, Action& action);
void addRepack(CLI::App& app, Action& action);
void addServe(CLI::App& app, Action& action);
void addView(CLI::App& app, Action& action);

} // namespace h5pulse::cli
