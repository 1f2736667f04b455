// SPDX-License-Identifier: MIT
#include "commands.h"
#include "open_run.h"
#include "selection.h"
#include "standard_output.h"

#include <CLI/CLI.hpp>
#include <h5pulse/service/box.h>
#include <h5pulse/service/message.h>
#include <h5pulse/service/stdio_server.h>
#include <h5pulse/version.h>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <string>
#include <system_error>
#include <unistd.h>

namespace h5pulse::cli {

namespace {

struct ServeOptions
{
    bool stdio = false;
    bool about = false;
};

constexpr auto kServeFooter = R"(Examples:
  h5pulse serve --about
  ssh cluster h5pulse serve --stdio

Answers questions about a run for a viewer, which may be on another machine: it reads the file here, and sends what the
viewer shows. Viewers start it themselves. It only reads, opens no port, and ends when its input is closed. It confines
itself to the folder of the file, as far as the system can do that; --about shows how far.
docs/protocol.md describes what is sent.)";

/// A copy of standard output that other code in this process does not know. What that code prints goes to standard
/// error, and cannot come between messages.
int claimStandardOutput()
{
    const int own = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (own < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot use standard output");
    }
    return own;
}

int serveStandardStreams()
{
    int status = 0;
    try {
        static Box box; // outlives a thread that a file system keeps
        serve(STDIN_FILENO, claimStandardOutput(), &box);
    } catch (const std::exception& error) {
        complain(error.what());
        status = 1;
    }
    // A file system that does not answer may hold HDF5's lock, and HDF5's own end would wait for it.
    std::_Exit(status);
}

int showAbout()
{
    static Box box;
    box.confineReader("file.h5");
    std::string text = "h5pulse " H5PULSE_VERSION "\nprotocol " + std::to_string(kProtocolVersion) + "\n";
    for (const std::string& line : box.report()) {
        text += line + "\n";
    }
    say(text);
    std::_Exit(0); // what other code does at the end may need what is refused
}

} // namespace

void addServe(CLI::App& app, Action& action)
{
    CLI::App* command = addCommand(app, "serve", "Answer the questions of a viewer", kServeFooter);
    const auto options = std::make_shared<ServeOptions>();
    command->add_flag("--stdio", options->stdio, "Talk to the client through standard input and output");
    command->add_flag(
        "--about", options->about,
        "Show the versions of h5pulse and of the protocol, and what this process may still do when it "
        "reads a file of this folder; then exit");
    command->callback([&action, options] {
        action = [options]() -> int {
            if (options->about) {
                return showAbout();
            }
            if (!options->stdio) {
                throw UsageError("serve needs --stdio or --about");
            }
            return serveStandardStreams();
        };
    });
}

} // namespace h5pulse::cli
