// SPDX-License-Identifier: MIT
#include "os/temporary_file.h"

#include "os/file_identity.h"
#include "os/folder.h"
#include "os/open_file.h"
#include "os/temporary_name.h"

#include <h5pulse/error.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace h5pulse {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxTries = 100; ///< of random names, and of names to keep a file under

bool renameAt(int folder, const fs::path& from, const fs::path& to, unsigned flags)
{
    if (::renameat2(folder, from.c_str(), folder, to.c_str(), flags) == 0) {
        return true;
    }
    if (flags == 0 || (errno != EINVAL && errno != ENOSYS)) {
        return false;
    }
    return ::linkat(folder, from.c_str(), folder, to.c_str(), 0) == 0 &&
           ::unlinkat(folder, from.c_str(), 0) == 0;
}

std::string numbered(const std::string& name, int number)
{
    return name + ".new" + (number == 1 ? std::string{} : "-" + std::to_string(number));
}

} // namespace

TemporaryFile::TemporaryFile(const fs::path& target, std::string tried, const std::string& tag)
    : m_target(target)
    , m_tried(std::move(tried))
    , m_tag(tag)
    , m_folder(openFile(folderOf(target), O_PATH | O_DIRECTORY))
{
    if (!m_folder) {
        throw Error(m_target, m_tried, std::strerror(errno));
    }
    create();
}

void TemporaryFile::create()
{
    for (int tries = 0; !m_created && tries < kMaxTries; ++tries) {
        m_name = newTemporaryName(m_tag);
        m_path = folderOf(m_target) / m_name;
        m_created = openFile(m_path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0666);
        if (!m_created && errno != EEXIST) {
            break;
        }
    }
    const auto identity = m_created ? identify(m_created.get()) : std::nullopt;
    if (!identity) {
        throw Error(m_target, m_tried, std::strerror(errno));
    }
    m_device = identity->device;
    m_inode = identity->inode;
    m_createdNs = identity->modifiedNs;
}

TemporaryFile::~TemporaryFile()
{
    if (!m_done && m_owner.isCurrent() && isThere() && ::unlink(m_path.c_str()) != 0) {
        ::unlinkat(m_folder.get(), m_name.c_str(), 0); // the folder has moved
    }
}

bool TemporaryFile::isThere() const
{
    struct stat status = {};
    return ::fstatat(m_folder.get(), m_name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           status.st_dev == m_device && status.st_ino == m_inode;
}

/// By the paths, as everybody can follow, and where the folder has moved by the open folder.
bool TemporaryFile::rename(const std::string& to, unsigned flags)
{
    const fs::path target = folderOf(m_target) / to;
    bool done = renameAt(AT_FDCWD, m_path, target, flags);
    if (!done && errno == ENOENT) {
        done = renameAt(m_folder.get(), m_name, to, flags);
    }
    if (done) {
        m_name = to;
        m_path = target;
    }
    return done;
}

bool TemporaryFile::moveOver()
{
    m_done = rename(m_target.filename(), 0);
    return m_done;
}

bool TemporaryFile::moveIn()
{
    m_done = rename(m_target.filename(), RENAME_NOREPLACE);
    return m_done;
}

void TemporaryFile::keep()
{
    m_done = true; // wherever it ends
    for (int number = 1; number < kMaxTries; ++number) {
        const std::string name = numbered(m_target.filename(), number);
        if (rename(name, RENAME_NOREPLACE) || errno != EEXIST) {
            return;
        }
    }
}

/// A folder never replaces a file: the system looks first whether the file may be replaced at all (sticky
/// folders, owners, attributes), and then refuses for that other reason.
int TemporaryFile::tryToReplace() const
{
    struct statx status = {};
    const std::string name = m_target.filename();
    if (::statx(m_folder.get(), name.c_str(), AT_SYMLINK_NOFOLLOW, STATX_INO, &status) == 0 &&
        (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0) {
        return EBUSY; // a file that a container has mounted there
    }
    const std::string folder = newTemporaryName(m_tag);
    if (::mkdirat(m_folder.get(), folder.c_str(), 0700) != 0) {
        return 0; // it cannot be tried
    }
    const int error =
        ::renameat(m_folder.get(), folder.c_str(), m_folder.get(), name.c_str()) == 0 ? 0 : errno;
    ::unlinkat(m_folder.get(), error == 0 ? name.c_str() : folder.c_str(), AT_REMOVEDIR);
    return error == EPERM || error == EACCES || error == EROFS || error == EBUSY ? error : 0;
}

bool TemporaryFile::synchroniseFolder() const
{
    if (synchroniseFolderOf(m_target)) {
        return true;
    }
    if (errno != ENOENT) {
        return false;
    }
    const Descriptor moved = openFileIn(m_folder.get(), ".", O_RDONLY | O_DIRECTORY);
    return moved && ::fsync(moved.get()) == 0;
}

void TemporaryFile::removeLeftovers(const std::string& tag) const
{
    h5pulse::removeLeftovers(m_folder.get(), {.present = m_name, .nowNs = m_createdNs, .tag = tag});
}

} // namespace h5pulse
