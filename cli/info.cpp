// SPDX-License-Identifier: MIT
#include "info.h"

#include "commands.h"
#include "open_run.h"
#include "standard_output.h"

#include <h5pulse/run_progress.h>

#include <CLI/CLI.hpp>

#include <chrono>
#include <memory>

namespace h5pulse::cli {

namespace {

struct InfoOptions
{
    RunOptions run{};
    bool json = false;
};

constexpr auto kInfoFooter = R"(Example:
  h5pulse info run.h5
  h5pulse info --json run.h5 | python3 -c 'import json, sys; print(json.load(sys.stdin)["steps"])'

The text is for people: control characters in names are escaped, and long names are cut. Programs should use --json.
It prints one object; later versions add keys and keep these:
  file, size (bytes), fileSystem {name ("ext4", "NFS"), shared (whether other machines may write to it)}
  formatVersion (0: the file of another program), created, program
  state ("running", "stalled", "finished", "failed", "stopped", "crashed", "unreachable"), stateText, live
  reason (why it failed or was stopped)
  presumedDeadSince (last sign of a writer on another machine that has been silent for long)
  writeProblem ("no space", "write error": why a live writer cannot commit)
  steps, time {dataset, units, first, last, end}, progress (0 to 1)
  lastCommit {time, age}, writer {processId, host, startTime, heartbeatTime, commits, bytes (committed),
  waits (times that the simulation waited for a full buffer), waitSeconds, longestCommit}; seconds, since 1970
  segments [{firstStep, endStep, startTime, endTime, processId, host, state, reason}], one for each writer
  fields [{name, type, shape, units, longName, axes [name or null], steps}]
  axes [{name, units, longName, values}], attributes {name: value}, skipped [sentence]
Unknown values are null, and so are numbers that are not finite, which JSON cannot express, and ages if the clocks of
writer and reader differ. skipped lists the growing datasets that cannot be followed, each with the reason.)";

int info(const InfoOptions& options)
{
    Reader reader = openRun(options.run);
    const RunSummary summary = RunSummary::of(reader);
    say(options.json ? infoJson(reader, summary) : infoText(reader, summary));
    return 0;
}

} // namespace

RunSummary RunSummary::of(Reader& reader)
{
    RunSummary summary;
    summary.now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    if (reader.steps() > 0) {
        summary.firstTime = reader.readTimes(0, 1).at(0);
        summary.lastTime = reader.readTimes(reader.steps() - 1, 1).at(0);
    }
    return summary;
}

double RunSummary::progress(const Reader& reader) const noexcept
{
    return progressOf(reader.state(), reader.steps(), firstTime, lastTime, reader.info().endTime);
}

double RunSummary::age(const Reader& reader) const noexcept
{
    const double last = reader.writerStatus().lastCommitTime;
    return last > 0 ? now - last : std::numeric_limits<double>::quiet_NaN();
}

void addInfo(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<InfoOptions>();
    CLI::App* command = addCommand(app, "info", "Show the contents and state of a run", kInfoFooter);
    addRunOptions(*command, options->run);
    command->add_flag("--json", options->json, "Print JSON, for programs");
    command->callback([&action, options] { action = [options] { return info(*options); }; });
}

} // namespace h5pulse::cli
