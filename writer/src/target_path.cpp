// SPDX-License-Identifier: MIT
#include "target_path.h"

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

fs::path temporaryFor(const fs::path& path)
{
    static std::atomic<unsigned> counter{0};
    return path.parent_path() /
           (".h5pulse-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".tmp");
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

TargetPath::TargetPath(fs::path path, Existing existing)
    : m_path(withoutLink(std::move(path)))
{
    std::error_code error;
    const fs::file_status status = fs::status(m_path, error);
    if (fs::exists(status)) {
        if (!fs::is_regular_file(status)) {
            throw Error(m_path, kTried,
                        fs::is_directory(status) ? "it is a directory" : "it is not a regular file");
        }
        if (existing == Existing::Refuse) {
            refuse();
        }
        m_replaced = takeWriterLock(m_path);
    }
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

void TargetPath::moveIn()
{
    const int result =
        m_replaced ? std::rename(m_temporary.c_str(), m_path.c_str()) : renameNew(m_temporary, m_path);
    if (result != 0) {
        throw Error(m_path, kTried, errno == EEXIST ? kThere : std::strerror(errno));
    }
    m_done = true;
}

} // namespace h5pulse
