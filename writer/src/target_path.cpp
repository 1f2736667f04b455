// SPDX-License-Identifier: MIT
#include "target_path.h"

#include "os/file_identity.h"
#include "os/machine.h"
#include "writer_lock.h"

#include <h5pulse/error.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace h5pulse {

namespace fs = std::filesystem;

namespace {

constexpr const char* kTried = "cannot be created";
constexpr const char* kThere =
    "there is a file of that name; choose another, or say Existing::Replace to replace it";

constexpr const char* kSuffix = ".tmp";

/// How the temporary files of this machine's writers begin.
std::string prefix()
{
    return ".h5pulse-" + hostName() + "-";
}

fs::path temporaryFor(const fs::path& path)
{
    static std::atomic<unsigned> counter{0};
    return path.parent_path() /
           (prefix() + std::to_string(::getpid()) + "-" + std::to_string(counter++) + kSuffix);
}

/// A writer of this machine that was killed before its file got its name: its lock is free, and nothing has
/// happened for a while (a writer that has just begun has no lock yet).
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

void removeLeftovers(const fs::path& folder)
{
    std::error_code error;
    std::size_t looked = 0;
    for (fs::directory_iterator entry(folder.empty() ? "." : folder, error), end;
         !error && entry != end && ++looked < 10'000; entry.increment(error)) {
        if (isLeftover(*entry)) {
            ::unlink(entry->path().c_str());
        }
    }
}

/// A name is on the disk when its folder is.
void syncFolder(const fs::path& path)
{
    const fs::path folder = path.parent_path();
    const Descriptor descriptor(
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor || ::fsync(descriptor.get()) != 0) {
        throw Error(path, kTried, std::string("its folder cannot be synchronised: ") + std::strerror(errno));
    }
}

/// Renames without replacing; also where the file system does not know how to.
int renameNew(const fs::path& from, const fs::path& to)
{
    const int result = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
    if (result == 0 || (errno != EINVAL && errno != ENOSYS)) {
        return result;
    }
    return ::link(from.c_str(), to.c_str()) == 0 ? ::unlink(from.c_str()) : -1;
}

/// A link stays; what it points to is created or replaced.
fs::path withoutLink(fs::path path)
{
    std::error_code error;
    if (!fs::is_symlink(path, error)) {
        return path;
    }
    fs::path target = fs::weakly_canonical(path, error);
    return error ? path : target;
}

} // namespace

TargetPath::TargetPath(fs::path path, const WriterOptions& options)
    : m_path(withoutLink(std::move(path)))
    , m_durable(options.syncInterval.has_value())
{
    std::error_code error;
    const fs::file_status status = fs::status(m_path, error);
    if (fs::exists(status)) {
        if (!fs::is_regular_file(status)) {
            throw Error(m_path, kTried,
                        fs::is_directory(status) ? "it is a directory" : "it is not a regular file");
        }
        if (options.existing == Existing::Refuse) {
            refuse();
        }
        m_replaced = takeWriterLock(m_path, options.withoutLock);
    }
    removeLeftovers(m_path.parent_path());
    m_temporary = temporaryFor(m_path);
}

/// A live run is named as such; all else of that name is just there.
void TargetPath::refuse() const
{
    try {
        takeWriterLock(m_path);
    } catch (const InUseError&) {
        throw;
    } catch (const Error&) {
        // It cannot be written at all.
    }
    throw Error(m_path, kTried, kThere);
}

TargetPath::~TargetPath()
{
    if (!m_done) {
        ::unlink(m_temporary.c_str());
    }
}

/// While the new file grew up somebody may have put another in the place of the one to be replaced.
void TargetPath::requireSameFile() const
{
    const auto here = identify(m_path);
    const auto locked = identify(m_replaced->descriptor());
    if (here && locked && !here->sameFile(*locked)) {
        throw Error(m_path, kTried,
                    "another file has taken the place of the one to be replaced; it was left untouched");
    }
}

void TargetPath::moveIn()
{
    if (m_replaced) {
        requireSameFile();
    }
    const int result =
        m_replaced ? std::rename(m_temporary.c_str(), m_path.c_str()) : renameNew(m_temporary, m_path);
    if (result != 0) {
        throw Error(m_path, kTried, errno == EEXIST ? kThere : std::strerror(errno));
    }
    m_done = true;
    m_replaced.reset();
    if (m_durable) {
        syncFolder(m_path);
    }
}

} // namespace h5pulse
