// SPDX-License-Identifier: MIT
#include "commands.h"
#include "format.h"
#include "h5/at_exit.h"
#include "remote.h"
#include "selection.h"
#include "standard_output.h"

#include <CLI/CLI.hpp>
#include <h5pulse/error.h>
#include <h5pulse/version.h>

#include <new>
#include <sstream>
#include <string>

namespace {

using namespace h5pulse::cli;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

constexpr auto kProgramFooter = R"(Examples:
  h5pulse info run.h5
  h5pulse follow run.h5 --field u
  h5pulse export run.h5 --steps -100: -o end.csv
  h5pulse follow me@cluster:/scratch/run.h5

A run of another machine is [user@]host:path, or ssh://[user@]host[:port]/path. The command runs there, by ssh, and
prints here. H5PULSE_SSH replaces 'ssh', H5PULSE_REMOTE_COMMAND replaces 'h5pulse' there.

'h5pulse COMMAND --help' describes a command. Exit status: 0 success, 1 failure, 2 wrong usage, 128 + number of a signal.)";

/// The selected subcommand, whose help an error message recommends.
std::string commandName(const CLI::App& app)
{
    const std::vector<CLI::App*> commands = app.get_subcommands();
    return commands.empty() ? "h5pulse" : "h5pulse " + commands.front()->get_name();
}

int explain(const CLI::App& app, const CLI::ParseError& error)
{
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) { // --help, --version
        std::ostringstream text;
        app.exit(error, text, text);
        say(text.str());
        return 0;
    }
    std::string what = error.what();
    what.erase(what.find_last_not_of(" .\n") + 1);
    if (app.get_subcommands().empty() && app.remaining_size() > 0) {
        what = "'" + app.remaining().front() +
               "' is not a command; the commands are info, follow, export, list, recover, repack, serve and "
               "view";
    }
    complain(what + "; see '" + commandName(app) + " --help'");
    return kWrongUsage;
}

int runCommand(int argc, char** argv)
{
    CLI::App app("Watch a simulation's state while it runs", "h5pulse");
    Action action;
    app.set_version_flag("--version", "h5pulse " H5PULSE_VERSION, "Show the version and exit");
    app.set_help_all_flag("--help-all", "Show the help of all commands and exit");
    app.require_subcommand(1);
    app.footer(kProgramFooter);
    addInfo(app, action);
    addFollow(app, action);
    addExport(app, action);
    addList(app, action);
    addRecover(app, action);
    addRepack(app, action);
    addServe(app, action);
    addView(app, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return explain(app, error);
    }
    try {
        const CLI::App& command = *app.get_subcommands().front();
        const h5pulse::RunAddress address = addressOf(command);
        return address.isRemote() ? runThere(address, command) : action();
    } catch (const UsageError& error) {
        complain(std::string(error.what()) + "; see '" + commandName(app) + " --help'");
        return kWrongUsage;
    }
}

} // namespace

int main(int argc, char** argv)
{
    try {
        secureStandardStreams();
        h5pulse::h5::stayOpenAtExit();
        return runCommand(argc, argv);
    } catch (const OutputClosed&) {
        return 0; // `| head` has read enough
    } catch (const Interrupted& interrupted) {
        return 128 + interrupted.signal();
    } catch (const std::bad_alloc&) {
        complain("there is not enough memory; request less at once, for example with --component");
    } catch (const std::exception& error) { // h5pulse::Error, and wrong names and steps
        complain(error.what());
    }
    return kFailed;
}
