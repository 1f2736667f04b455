// SPDX-License-Identifier: MIT
#include "commands.h"
#include "open_run.h"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace h5pulse::cli {

namespace {

constexpr auto kViewer = "h5pulse-viewer";

constexpr auto kViewFooter = R"(Examples:
  h5pulse view run.h5
  h5pulse view run.h5 --wait 60

Runs h5pulse-viewer instead of this program, with all arguments after 'view'; 'h5pulse-viewer --help' describes them.
The viewer is searched beside this program, then on PATH.)";

struct ViewFormatter : CLI::Formatter
{
    std::string make_usage(const CLI::App*,
                           std::string) const override // NOLINT(readability-identifier-naming)
    {
        return "Usage: h5pulse view [FILE] [OPTIONS OF THE VIEWER...]\n";
    }
};

/// Paths of the viewer in this installation or build tree.
std::vector<std::filesystem::path> candidates()
{
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    if (error) {
        return {};
    }
    return {folder / kViewer, folder.parent_path() / "viewer" / kViewer};
}

[[noreturn]] void view(std::vector<std::string> arguments)
{
    std::vector<char*> argv;
    std::string name = kViewer;
    argv.push_back(name.data());
    for (std::string& argument : arguments) {
        argv.push_back(argument.data());
    }
    argv.push_back(nullptr);

    std::signal(SIGPIPE, SIG_DFL); // exec passes ignored signals on
    std::signal(SIGXFSZ, SIG_DFL);
    int reason = ENOENT;
    for (const std::filesystem::path& path : candidates()) {
        if (std::filesystem::is_regular_file(path)) {
            ::execv(path.c_str(), argv.data());
            reason = errno;
        }
    }
    ::execvp(kViewer, argv.data());
    if (reason == ENOENT && errno != ENOENT) {
        reason = errno;
    }
    std::signal(SIGPIPE, SIG_IGN);
    if (reason == ENOENT) {
        throw std::runtime_error("h5pulse-viewer is neither beside h5pulse nor on PATH; install it, or use "
                                 "'h5pulse follow' to watch the run here");
    }
    throw std::runtime_error("cannot start h5pulse-viewer: " + std::string(std::strerror(reason)));
}

} // namespace

void addView(CLI::App& app, Action& action)
{
    CLI::App* command = addCommand(app, "view", "Open a run in the viewer's window", kViewFooter);
    command->formatter(std::make_shared<ViewFormatter>());
    command->prefix_command();
    command->callback(
        [&action, command] { action = [arguments = command->remaining()]() -> int { view(arguments); }; });
}

} // namespace h5pulse::cli
