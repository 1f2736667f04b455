// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace h5pulse::cli {

/// File and time dataset: options of all commands that read a run.
struct RunOptions
{
    std::filesystem::path file{};
    std::string timeDataset{};
    double stallAfter = 10.0; ///< seconds without a commit until a live run is called stalled
};

/// End of the help of FILE in commands that also run on other machines.
inline constexpr auto kAlsoElsewhere = "; also on another machine: [user@]host:path";

void addRunOptions(CLI::App& command, RunOptions& options);

/// Adds a subcommand with help, version and examples.
CLI::App* addCommand(CLI::App& app, const std::string& name, const std::string& description,
                     const std::string& footer);

/// Opens the run in its present state. Tries again for 3 s while another program rewrites the file.
Reader openRun(const RunOptions& options);

/// The field shown by default: the first that is not a scalar, or else the first. Null: the run has times
/// only.
const FieldInfo* defaultField(const Reader& reader);

} // namespace h5pulse::cli
