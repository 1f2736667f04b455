// SPDX-License-Identifier: MIT
#include <h5pulse/recover.h>

#include "commands.h"
#include "format.h"
#include "interrupt.h"
#include "open_run.h"
#include "progress_line.h"
#include "standard_output.h"

#include <h5pulse/shell_word.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>

namespace h5pulse::cli {

namespace {

struct RecoverCommand
{
    std::filesystem::path file{};
    bool dryRun = false;
    bool backup = false;
    bool noLock = false;
    bool json = false;
};

constexpr auto kRecoverFooter = R"(Examples:
  h5pulse recover --dry-run run.h5
  h5pulse recover --backup run.h5

A killed writer leaves a file that many programs refuse. This command repairs it in place, within a moment, and keeps
every committed step. It may be interrupted at any point and run again. It also repairs SWMR files of other programs,
does nothing to a healthy file, refuses a file whose writer is alive, and leaves a file that it does not understand
untouched. Rows of an incomplete commit beyond the last whole step are cut off in files of h5pulse, and only reported
in files of other programs.

--backup copies the file to FILE.backup first (or FILE.backup-2 and so on if that exists). Status 0 if the file is
healthy at the end, or with --dry-run if it could be examined. --json prints neededRepair, steps (null: not counted),
bytesBefore, bytesAfter and backup (null: no copy).)";

std::string ageText(double time)
{
    const double now =
        std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    return time > 0 ? humanAge(now - time) : "unknown";
}

/// The findings, one per line.
std::string findings(const RecoverReport& report, bool dryRun)
{
    std::vector<std::vector<std::string>> rows;
    if (report.notFollowed.empty()) {
        rows.push_back({"steps kept", std::to_string(report.steps)});
        rows.push_back({report.ours ? "last commit" : "last change", ageText(report.lastCommitTime)});
    } else {
        rows.push_back({"steps", "not counted: " + escaped(report.notFollowed)});
    }
    rows.push_back({"size", dryRun ? humanBytes(report.bytesBefore)
                                   : humanBytes(report.bytesBefore) + " before, " +
                                         humanBytes(report.bytesAfter) + " now"});
    for (const RecoverReport::Excess& excess : report.excess) {
        const std::string what =
            report.ours ? dryRun ? ", to be cut to " : ", cut to " : ", left unchanged; whole steps: ";
        rows.push_back({"beyond", "'" + shortened(excess.dataset) + "' had " + std::to_string(excess.rows) +
                                      " rows" + what + std::to_string(report.steps)});
    }
    if (!report.backup.empty()) {
        rows.push_back({"backup", escaped(report.backup.string())});
    }
    return alignedTable(rows);
}

std::string reportJson(const RecoverReport& report)
{
    using Json = nlohmann::ordered_json;
    const Json json{{"neededRepair", report.neededRepair},
                    {"steps", report.notFollowed.empty() ? Json(report.steps) : Json()},
                    {"bytesBefore", report.bytesBefore},
                    {"bytesAfter", report.bytesAfter},
                    {"backup", report.backup.empty() ? Json() : Json(report.backup.string())}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

int recoverRun(const RecoverCommand& command)
{
    catchInterrupts();
    RecoverReport report;
    {
        ProgressLine progress("copying");
        try {
            report = recover(command.file, {.dryRun = command.dryRun,
                                            .backup = command.backup,
                                            .withoutLock = command.noLock,
                                            .progress = std::ref(progress)});
        } catch (const Error&) {
            throwIfInterrupted();
            throw;
        }
    }
    const std::string file = escaped(command.file.string());
    if (!report.locked) {
        complain("warning: the file system of " + command.file.string() +
                 " gives no lock, so a writer could have used the file meanwhile");
    }
    if (command.json) {
        say(reportJson(report));
        return 0;
    }
    if (!report.neededRepair) {
        say(file + ": healthy, there is nothing to repair\n");
        return 0;
    }
    say(file + (command.dryRun
                    ? ": needs repair, because its writer died without closing it; run 'h5pulse recover " +
                          escaped(shellWord(command.file)) + "'\n"
                    : ": repaired, every HDF5 program opens it again\n"));
    say(findings(report, command.dryRun));
    return 0;
}

} // namespace

void addRecover(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<RecoverCommand>();
    CLI::App* command = addCommand(app, "recover", "Repair the file of a writer that died", kRecoverFooter);
    command->add_option("FILE", options->file, "File of the run" + std::string(kAlsoElsewhere))->required();
    command->add_flag("--dry-run", options->dryRun, "Only report, change nothing");
    command->add_flag("--backup", options->backup, "Copy the file first if it needs repair");
    command->add_flag("--no-lock", options->noLock,
                      "Continue on file systems without locks; use only if the writer has certainly ended");
    command->add_flag("--json", options->json, "Print the report as JSON");
    command->callback([&action, options] { action = [options] { return recoverRun(*options); }; });
}

} // namespace h5pulse::cli
