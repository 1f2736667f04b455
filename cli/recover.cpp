// SPDX-License-Identifier: MIT
#include <h5pulse/recover.h>

#include "commands.h"
#include "format.h"
#include "open_run.h"
#include "standard_output.h"

#include <h5pulse/shell_word.h>

#include <CLI/CLI.hpp>

#include <memory>

namespace h5pulse::cli {

namespace {

struct RecoverOptions
{
    RunOptions run{};
    bool dryRun = false;
};

constexpr auto kFooter = R"(Example:
  h5pulse recover run.h5

A writer that was killed leaves a file that many programs refuse. This repairs it in place and keeps every step that
was committed. It does nothing to a healthy file, and refuses one whose writer is alive. Status 0 when the file is
healthy at the end, or with --dry-run could be looked at.)";

/// "1234 steps are kept"; nothing where the file holds no run of ours or of others.
std::string keptText(const RunOptions& run)
{
    try {
        const Reader reader = openRun(run);
        return "; " + stepCount(reader.steps()) + (reader.steps() == 1 ? " is kept" : " are kept");
    } catch (const Error&) {
        return "";
    }
}

int recoverRun(const RecoverOptions& options)
{
    const RecoverReport report = recover(options.run.file, {.dryRun = options.dryRun});
    const std::string file = escaped(options.run.file.string());
    if (!report.neededRepair) {
        say(file + ": healthy, there is nothing to repair\n");
    } else if (options.dryRun) {
        say(file + ": needs repair, its writer is gone without having closed it" + keptText(options.run) +
            " by 'h5pulse recover " + escaped(shellWord(options.run.file)) + "'\n");
    } else {
        say(file + ": repaired" + keptText(options.run) + ", and every HDF5 program opens it again (" +
            humanBytes(report.bytesBefore) + " before, " + humanBytes(report.bytesAfter) + " now)\n");
    }
    return 0;
}

} // namespace

void addRecover(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<RecoverOptions>();
    CLI::App* command = addCommand(app, "recover", "Repair the file of a writer that died", kFooter);
    command->add_option("FILE", options->run.file, "File of the run")->required();
    command->add_flag("--dry-run", options->dryRun, "Only look, change nothing");
    command->callback([&action, options] { action = [options] { return recoverRun(*options); }; });
}

} // namespace h5pulse::cli
