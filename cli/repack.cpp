// SPDX-License-Identifier: MIT
#include <h5pulse/repack.h>

#include "commands.h"
#include "format.h"
#include "interrupt.h"
#include "open_run.h"
#include "progress_line.h"
#include "selection.h"
#include "standard_output.h"

#include <CLI/CLI.hpp>

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace h5pulse::cli {

namespace {

struct RepackCommand
{
    std::filesystem::path file{};
    std::filesystem::path output{};
    std::string filter = "gzip";
    int level = -1;
    bool noShuffle = false;
    bool noLock = false;
    bool listFilters = false;
};

constexpr std::array kFilters{Filter::None, Filter::Gzip, Filter::Lz4, Filter::Zstd, Filter::Blosc};

constexpr auto kRepackFooter = R"(Examples:
  h5pulse repack run.h5
  h5pulse repack run.h5 --filter blosc --level 9
  h5pulse repack run.h5 -o small.h5
  h5pulse repack --list-filters

Compresses a finished run. The command writes a new file beside the old one (both need space), compares every value,
and only then replaces the old file. If it is interrupted or killed, the path names either the old file or the complete
new one. Everything else in the file is kept: attributes, other datasets, dimension scales, links. Viewers with the run
open continue. A run that is being written is refused; a crashed run needs 'h5pulse recover' first.

Every HDF5 program reads gzip. The other filters need HDF5's plugins (Debian: hdf5-filter-plugin has lz4,
hdf5-filter-plugin-blosc-serial has blosc), here and wherever the file is read; HDF5_PLUGIN_PATH names their folder.
Levels: gzip 0 to 9 (4), zstd 1 to 22 (3), blosc 0 to 9 (5). The filter none removes compression.)";

int listFilters()
{
    std::vector<std::vector<std::string>> rows;
    for (const Filter filter : kFilters) {
        rows.push_back({std::string(toString(filter)), isAvailable(filter) ? "available" : "no plugin"});
    }
    say(alignedTable(rows, ""));
    return 0;
}

/// "1.2 MiB before, 400 KiB now, 33 % of it (ratio 3.07)".
std::string sizesText(const RepackReport& report)
{
    std::array<char, 80> share{};
    const auto before = static_cast<double>(report.bytesBefore);
    const auto after = static_cast<double>(report.bytesAfter);
    std::snprintf(share.data(), share.size(), ", %.0f %% of it (ratio %.2f)", 100 * after / before,
                  before / after);
    return humanBytes(report.bytesBefore) + " before, " + humanBytes(report.bytesAfter) + " now" +
           share.data();
}

RepackOptions optionsOf(const RepackCommand& command, ProgressLine& progress)
{
    RepackOptions options;
    options.compression = {
        .filter = *filterOf(command.filter), .level = command.level, .shuffle = !command.noShuffle};
    options.output = command.output;
    options.withoutLock = command.noLock;
    options.progress = std::ref(progress);
    return options;
}

int repackRun(const RepackCommand& command)
{
    if (command.listFilters) {
        return listFilters();
    }
    if (command.file.empty()) {
        throw UsageError("FILE is required");
    }
    catchInterrupts();
    RepackReport report;
    try {
        ProgressLine progress("repacking");
        report = repack(command.file, optionsOf(command, progress));
    } catch (const std::invalid_argument& error) {
        throw UsageError(error.what());
    }
    const std::string file = escaped(command.file.string());
    if (report.cancelled) {
        // complain() prints nothing after a signal.
        std::fprintf(stderr, "h5pulse: interrupted: %s is unchanged\n", file.c_str());
        throwIfInterrupted();
        return 1;
    }
    const std::string target = command.output.empty() ? file : escaped(command.output.string());
    say(target + ": repacked with " + command.filter + ", " + stepCount(report.steps) +
        ", every value compared\n" + alignedTable({{"size", sizesText(report)}}));
    return 0;
}

} // namespace

void addRepack(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<RepackCommand>();
    CLI::App* command = addCommand(app, "repack", "Compress a finished run", kRepackFooter);
    command->add_option("FILE", options->file, "File of the run" + std::string(kAlsoElsewhere));
    command->add_option("--filter", options->filter, "none, gzip, lz4, zstd or blosc (default: gzip)")
        ->check(CLI::IsMember({"none", "gzip", "lz4", "zstd", "blosc"}));
    command->add_option("--level", options->level, "Compression level; each filter has its own range")
        ->check(CLI::NonNegativeNumber);
    command->add_flag("--no-shuffle", options->noShuffle, "Do not shuffle the bytes before compression");
    command->add_option("-o,--output", options->output, "Write to this new file, and leave FILE unchanged");
    command->add_flag("--no-lock", options->noLock,
                      "Continue on file systems without locks; use only if the writer has certainly ended");
    command->add_flag("--list-filters", options->listFilters, "List the filters and exit");
    command->callback([&action, options] { action = [options] { return repackRun(*options); }; });
}

} // namespace h5pulse::cli
