// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace h5pulse::cli {

/// Which file, and what in it is the time: options of all commands that read a run.
struct RunOptions
{
    std::filesystem::path file{};
    std::string timeDataset{};
    double stallAfter = 10.0; ///< seconds without a commit after which a live run is called stalled
};

void addRunOptions(CLI::App& command, RunOptions& options);

/// Adds a subcommand with the help, version and examples that all have.
CLI::App* addCommand(CLI::App& app, const std::string& name, const std::string& description,
                     const std::string& footer);

/// Opens the run as it is now. A file that another program is rewriting gets some more tries.
Reader openRun(const RunOptions& options);

/// The field that is shown when none was asked for: the first that is not a scalar, or the first.
/// Nothing: the run has times only.
const FieldInfo* defaultField(const Reader& reader);

} // namespace h5pulse::cli
