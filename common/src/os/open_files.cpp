// SPDX-License-Identifier: MIT
#include "os/open_files.h"

#include "os/file_system.h"
#include "os/machine.h"

#include <array>
#include <charconv>
#include <chrono>
#include <climits>
#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <utility>

namespace h5pulse {

namespace fs = std::filesystem;

namespace {

std::function<std::optional<pid_t>(int descriptor)> otherFinder; // null: none

std::string linkTarget(const fs::path& link)
{
    std::array<char, PATH_MAX> buffer{};
    const ssize_t size = ::readlink(link.c_str(), buffer.data(), buffer.size());
    return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string{};
}

std::string_view baseName(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

/// Properties of an open file of a process that the kernel knows without asking the file system, which
/// might not answer.
struct OpenFileInfo
{
    unsigned flags = 0;
    std::uint64_t inode = 0; ///< 0: unknown, before Linux 5.14

    bool writable() const { return (flags & O_ACCMODE) != O_RDONLY; }
};

OpenFileInfo infoOf(const fs::path& process, const std::string& number)
{
    OpenFileInfo result;
    std::ifstream info(process / "fdinfo" / number);
    for (std::string key; info >> key;) {
        if (key == "flags:") {
            info >> std::oct >> result.flags >> std::dec;
        } else if (key == "ino:") {
            info >> result.inode;
        }
    }
    return result;
}

bool hasOpenForWriting(const fs::path& process, const FileIdentity& file, std::string_view name,
                       int exceptNumber)
{
    std::error_code error;
    for (fs::directory_iterator entry(process / "fd", error), end; !error && entry != end;
         entry.increment(error)) {
        const fs::path& link = entry->path();
        // Comparing the name first avoids a stat of every open file of every process. Comparing the
        // properties that the kernel knows avoids a stat on a file system that does not answer.
        if (baseName(linkTarget(link)) != name || link.filename() == std::to_string(exceptNumber)) {
            continue;
        }
        const OpenFileInfo info = infoOf(process, link.filename());
        if (!info.writable() || (info.inode != 0 && info.inode != file.inode)) {
            continue;
        }
        if (const auto found = identify(link); found && found->sameFile(file)) {
            return true;
        }
    }
    return false;
}

} // namespace

void setWriterFinder(std::function<std::optional<pid_t>(int descriptor)> finder)
{
    otherFinder = std::move(finder);
}

std::optional<pid_t> findWriter(int descriptor)
{
    if (otherFinder) {
        return otherFinder(descriptor);
    }
    const auto file = identify(descriptor);
    const std::string path = linkTarget("/proc/self/fd/" + std::to_string(descriptor));
    if (!file || path.empty()) {
        return std::nullopt;
    }
    const std::string_view name = baseName(path);
    const std::string self =
        linkTarget("/proc/self"); // not getpid(): /proc may be that of an outer namespace
    std::error_code error;
    for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
        const std::string number = entry->path().filename();
        pid_t process = 0;
        const auto [last, problem] = std::from_chars(number.data(), number.data() + number.size(), process);
        if (problem != std::errc{} || last != number.data() + number.size()) {
            continue;
        }
        if (hasOpenForWriting(entry->path(), *file, name, number == self ? descriptor : -1)) {
            return process;
        }
    }
    return std::nullopt;
}

std::optional<pid_t> findLastingWriter(int descriptor)
{
    constexpr std::chrono::milliseconds kPause{20};
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    std::optional<pid_t> found = findWriter(descriptor);
    while (found && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(kPause);
        found = findWriter(descriptor);
    }
    return found;
}

std::string describeWriters(int descriptor)
{
    const auto process = findWriter(descriptor);
    return process ? " (process " + std::to_string(*process) + " on " + hostName() + ")" : "";
}

} // namespace h5pulse
