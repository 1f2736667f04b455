// SPDX-License-Identifier: MIT
#include "os/temporary_file.h"

#include "bytes/lookup3.h"
#include "os/file_system.h"
#include "os/machine.h"
#include "os/paths.h"
#include "os/run_lock.h"

#include <h5pulse/error.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <random>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace h5pulse {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxTries = 100; ///< attempts for random names, and for names of kept files

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

constexpr std::string_view kPrefix = ".h5pulse-";
constexpr std::string_view kSuffix = ".tmp";
constexpr std::size_t kBootDigits = 8;
constexpr std::size_t kRandomDigits = 16;
constexpr std::int64_t kMinuteNs = 60 * std::int64_t{1'000'000'000};
constexpr std::int64_t kDayNs = 24 * 60 * kMinuteNs;
constexpr std::size_t kMaxNames = 10'000; ///< maximum number of names that are examined

std::string hexadecimal(std::uint64_t value, std::size_t digits)
{
    std::string text(digits, '0');
    for (std::size_t i = digits; i-- > 0; value >>= 4U) {
        text[i] = "0123456789abcdef"[value & 15U];
    }
    return text;
}

std::string bootDigits()
{
    const std::string& boot = bootText();
    return hexadecimal(lookup3(reinterpret_cast<const unsigned char*>(boot.data()), boot.size()),
                       kBootDigits);
}

bool isHexadecimal(std::string_view text)
{
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

struct NameParts
{
    std::string_view boot;
    std::string_view random;
    std::string_view tag;
};

/// Nothing if newTemporaryName() cannot have created the name.
std::optional<NameParts> parse(std::string_view name)
{
    constexpr std::size_t fixed = kPrefix.size() + kBootDigits + 1 + kRandomDigits + kSuffix.size();
    if (name.size() < fixed || !name.starts_with(kPrefix) || !name.ends_with(kSuffix)) {
        return std::nullopt;
    }
    name.remove_prefix(kPrefix.size());
    name.remove_suffix(kSuffix.size());
    const NameParts parts{name.substr(0, kBootDigits), name.substr(kBootDigits + 1, kRandomDigits),
                          name.substr(std::min(name.size(), kBootDigits + kRandomDigits + 2))};
    const std::string_view rest = name.substr(kBootDigits + 1 + kRandomDigits);
    const bool divided = name[kBootDigits] == '-' && (rest.empty() || (rest[0] == '-' && !parts.tag.empty()));
    return divided && isHexadecimal(parts.boot) && isHexadecimal(parts.random) ? std::optional(parts)
                                                                               : std::nullopt;
}

/// Rules for removing leftover files from a folder.
struct Leftovers
{
    const std::string& present; ///< name of the file that is about to be written
    std::int64_t nowNs;         ///< by the clock of the folder's file system; nanoseconds since 1970
    const std::string& tag;     ///< files with this tag are removed at once; empty: none
};

bool isLeftover(int folder, const char* name, const NameParts& parts, const Leftovers& what)
{
    const Descriptor file = openFileIn(folder, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const auto identity = file ? identify(file.get()) : std::nullopt;
    if (!identity || isLocked(file.get()) != false) {
        return false;
    }
    if (!what.tag.empty() && parts.tag == what.tag) {
        return true;
    }
    // A lock of a writer on another machine may not be visible here.
    const std::int64_t quiet = parts.boot == bootDigits() ? kMinuteNs : kDayNs;
    return what.nowNs - identity->modifiedNs > quiet;
}

void removeLeftover(int folder, const char* name, const Leftovers& what)
{
    const auto parts = parse(name);
    struct stat status = {};
    if (!parts || name == what.present || ::fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return;
    }
    if (S_ISDIR(status.st_mode)) {
        ::unlinkat(folder, name, AT_REMOVEDIR); // from tryToReplace(); removed only if it is empty
    } else if (S_ISREG(status.st_mode) && isLeftover(folder, name, *parts, what)) {
        ::unlinkat(folder, name, 0);
    }
}

} // namespace

std::string newTemporaryName(const std::string& tag)
{
    std::random_device random;
    const std::uint64_t number = std::uint64_t{random()} << 32U | random();
    std::string name(kPrefix);
    name += bootDigits() + "-" + hexadecimal(number, kRandomDigits);
    name += tag.empty() ? std::string{} : "-" + tag;
    return name.append(kSuffix);
}

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

/// Renames by paths; if the folder has moved, by the open folder.
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

/// Tries to rename a folder over the file, which always fails. The system first checks whether the file
/// may be replaced at all (sticky folders, owners, attributes), so that the error shows it.
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
    Descriptor readable = openFileIn(m_folder.get(), ".", O_RDONLY | O_DIRECTORY);
    const std::unique_ptr<DIR, int (*)(DIR*)> names(readable ? ::fdopendir(readable.get()) : nullptr,
                                                    ::closedir);
    if (!names) {
        return;
    }
    readable.release(); // owned by the DIR now
    const Leftovers what{.present = m_name, .nowNs = m_createdNs, .tag = tag};
    std::size_t looked = 0;
    while (const dirent* entry = looked++ < kMaxNames ? ::readdir(names.get()) : nullptr) {
        removeLeftover(m_folder.get(), entry->d_name, what);
    }
}

} // namespace h5pulse
