// SPDX-License-Identifier: MIT
#include "commands.h"
#include "format.h"
#include "open_run.h"
#include "os/descriptor.h"
#include "standard_output.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <sys/stat.h>
#include <system_error>

namespace h5pulse::cli {

namespace {

struct ListCommand
{
    std::filesystem::path folder{"."};
    bool json = false;
};

struct RunFile
{
    std::string name{};
    std::uintmax_t bytes = 0;
    double modified = 0.0; // seconds since 1970
};

struct Listing
{
    std::vector<std::string> folders{}; // by name
    std::vector<RunFile> runs{};        // the latest first
};

constexpr auto kListFooter = R"(Examples:
  h5pulse list /scratch/me
  h5pulse list me@cluster:runs

Lists the HDF5 files of a folder, the one that was written last first, and its subfolders. A file is an HDF5 file if its
content says so, whatever its name is. Names that begin with a dot are left out. --json prints folder (its absolute path),
folders (names) and runs (name, bytes, modified in seconds since 1970).)";

/// Whether the file begins as HDF5 files do. Some have a block of their own before that.
bool isHdf5(int folder, const std::string& name)
{
    constexpr std::string_view kSignature("\x89HDF\r\n\x1a\n", 8);
    constexpr off_t kFirstAt = 512; // then at each double of it
    constexpr off_t kLastAt = 8192;
    const Descriptor file =
        openFileIn(folder, name, O_RDONLY | O_NONBLOCK); // a pipe would wait for its writer
    std::array<char, kSignature.size()> start{};
    for (off_t at = 0; file && at <= kLastAt; at = at == 0 ? kFirstAt : at * 2) {
        const ssize_t count = ::pread(file.get(), start.data(), start.size(), at);
        if (count != static_cast<ssize_t>(start.size())) {
            return false;
        }
        if (std::string_view(start.data(), start.size()) == kSignature) {
            return true;
        }
    }
    return false;
}

Listing look(const std::filesystem::path& path)
{
    const Descriptor folder = openFile(path, O_RDONLY | O_DIRECTORY);
    if (!folder) {
        throw std::system_error(errno, std::generic_category(), path.string() + ": cannot list this folder");
    }
    Listing listing;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
        const std::string name = entry.path().filename().string();
        struct stat status
        {
        };
        if (name.starts_with('.') || ::fstatat(folder.get(), name.c_str(), &status, 0) != 0) {
            continue;
        }
        if (S_ISDIR(status.st_mode)) {
            listing.folders.push_back(name);
        } else if (S_ISREG(status.st_mode) && isHdf5(folder.get(), name)) {
            constexpr double kNano = 1e-9;
            listing.runs.push_back({name, static_cast<std::uintmax_t>(status.st_size),
                                    static_cast<double>(status.st_mtim.tv_sec) +
                                        static_cast<double>(status.st_mtim.tv_nsec) * kNano});
        }
    }
    std::ranges::sort(listing.folders);
    std::ranges::sort(listing.runs, [](const RunFile& a, const RunFile& b) {
        return std::pair(-a.modified, a.name) < std::pair(-b.modified, b.name);
    });
    return listing;
}

std::string asJson(const std::filesystem::path& folder, const Listing& listing)
{
    using Json = nlohmann::ordered_json;
    Json runs = Json::array();
    for (const RunFile& run : listing.runs) {
        runs.push_back({{"name", run.name}, {"bytes", run.bytes}, {"modified", run.modified}});
    }
    const Json json{{"folder", folder.string()}, {"folders", listing.folders}, {"runs", std::move(runs)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string asText(const Listing& listing)
{
    std::vector<std::vector<std::string>> rows;
    for (const std::string& folder : listing.folders) {
        rows.push_back({escaped(folder) + "/"});
    }
    for (const RunFile& run : listing.runs) {
        rows.push_back({escaped(run.name), humanBytes(run.bytes), dateText(run.modified)});
    }
    return rows.empty() ? "no HDF5 files and no folders\n" : alignedTable(rows, "");
}

int listFolder(const ListCommand& command)
{
    const std::filesystem::path folder = std::filesystem::absolute(command.folder).lexically_normal();
    const Listing listing = look(folder);
    say(command.json ? asJson(folder, listing) : asText(listing));
    return 0;
}

} // namespace

void addList(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<ListCommand>();
    CLI::App* command = addCommand(app, "list", "List the runs in a folder", kListFooter);
    command->add_option("FOLDER", options->folder,
                        "Folder" + std::string(kAlsoElsewhere) + "; default: this one");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&action, options] { action = [options] { return listFolder(*options); }; });
}

} // namespace h5pulse::cli
