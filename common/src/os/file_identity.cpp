// SPDX-License-Identifier: MIT
#include "os/file_identity.h"

#include <chrono>
#include <sys/stat.h>

namespace h5pulse {

namespace {

FileIdentity of(const struct stat& status)
{
    return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
            status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec};
}

} // namespace

std::optional<FileIdentity> identify(int descriptor)
{
    struct stat status = {};
    return ::fstat(descriptor, &status) == 0 ? std::optional(of(status)) : std::nullopt;
}

std::optional<FileIdentity> identify(const std::filesystem::path& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 ? std::optional(of(status)) : std::nullopt;
}

double wallClock()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace h5pulse
