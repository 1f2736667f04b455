// SPDX-License-Identifier: MIT
#include "open_run.h"

#include "interrupt.h"
#include "os/duration.h"

#include <CLI/CLI.hpp>
#include <h5pulse/version.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace h5pulse::cli {

CLI::App* addCommand(CLI::App& app, const std::string& name, const std::string& description,
                     const std::string& footer)
{
    CLI::App* command = app.add_subcommand(name, description);
    command->set_version_flag("--version", "h5pulse " H5PULSE_VERSION, "Show the version and exit");
    command->footer(footer);
    return command;
}

void addRunOptions(CLI::App& command, RunOptions& options)
{
    command
        .add_option("FILE", options.file, "File of the run (HDF5), live or not" + std::string(kAlsoElsewhere))
        ->required();
    command
        .add_option("--time", options.timeDataset,
                    "Dataset of the times (default: t, else time, else the step number)")
        ->type_name("DATASET");
}

Reader openRun(const RunOptions& options)
{
    using Clock = std::chrono::steady_clock;
    ReaderOptions readerOptions;
    readerOptions.timeDataset = options.timeDataset;
    readerOptions.stallAfter = clampedDuration(std::chrono::duration<double>(options.stallAfter));
    const Clock::time_point end = Clock::now() + std::chrono::seconds(3);
    for (;;) {
        try {
            Reader reader(options.file, readerOptions);
            reader.refresh();
            return reader;
        } catch (const ChangedError&) {
            if (Clock::now() >= end) {
                throw;
            }
        }
        interruptibleSleep(std::chrono::milliseconds(20));
    }
}

const FieldInfo* defaultField(const Reader& reader)
{
    const std::vector<FieldInfo>& fields = reader.fields();
    const auto array =
        std::find_if(fields.begin(), fields.end(), [](const FieldInfo& f) { return !f.shape.empty(); });
    if (array != fields.end()) {
        return &*array;
    }
    return fields.empty() ? nullptr : &fields.front();
}

} // namespace h5pulse::cli
