// SPDX-License-Identifier: MIT
#include "os/temporary_name.h"

#include "os/descriptor.h"
#include "os/file_identity.h"
#include "os/machine.h"
#include "os/run_lock.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace h5pulse {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSuffix = ".tmp";

/// How the temporary files of this machine begin.
std::string prefix()
{
    return ".h5pulse-" + hostName() + "-";
}

bool isLeftover(const fs::directory_entry& entry)
{
    constexpr double seconds = 60.0;
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix()) || !name.ends_with(kSuffix)) {
        return false;
    }
    const Descriptor file(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
    const auto identity = identify(file.get());
    return identity && wallClock() - static_cast<double>(identity->modifiedNs) * 1e-9 > seconds &&
           isLocked(file.get()) == false;
}

fs::path folderOf(const fs::path& path)
{
    return path.has_parent_path() ? path.parent_path() : ".";
}

} // namespace

fs::path temporaryName(const fs::path& path, const std::string& distinction)
{
    return path.parent_path() / (prefix() + distinction + kSuffix);
}

std::string newDistinction()
{
    static std::atomic<unsigned> counter{0};
    return std::to_string(::getpid()) + "-" + std::to_string(counter++);
}

void removeLeftovers(const fs::path& path)
{
    std::error_code error;
    std::size_t looked = 0;
    for (fs::directory_iterator entry(folderOf(path), error), end;
         !error && entry != end && ++looked < 10'000; entry.increment(error)) {
        if (isLeftover(*entry)) {
            ::unlink(entry->path().c_str());
        }
    }
}

int renameNew(const fs::path& from, const fs::path& to)
{
    const int result = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
    if (result == 0 || (errno != EINVAL && errno != ENOSYS)) {
        return result;
    }
    return ::link(from.c_str(), to.c_str()) == 0 ? ::unlink(from.c_str()) : -1;
}

bool syncFolder(const fs::path& path)
{
    const Descriptor descriptor(::open(folderOf(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return descriptor && ::fsync(descriptor.get()) == 0;
}

fs::path withoutLink(const fs::path& path)
{
    std::error_code error;
    if (!fs::is_symlink(path, error)) {
        return path;
    }
    fs::path target = fs::weakly_canonical(path, error);
    return error ? path : target;
}

} // namespace h5pulse
