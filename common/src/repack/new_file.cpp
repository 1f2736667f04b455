// SPDX-License-Identifier: MIT
#include "repack/new_file.h"

#include "os/file_identity.h"
#include "os/ownership.h"
#include "os/temporary_name.h"
#include "repack/failure.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace h5pulse::repacking {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuseOutput(const fs::path& path, const fs::path& output)
{
    throw Error(path, kCannotRepack, "there is a file " + output.string() + " already; choose another name");
}

std::string distinctionOf(const RunLock& original)
{
    const auto identity = identify(original.descriptor());
    return "repack-" + (identity ? std::to_string(identity->device) + "-" + std::to_string(identity->inode)
                                 : newDistinction());
}

} // namespace

NewFile::NewFile(const fs::path& path, const RunLock& original, const fs::path& output)
    : m_path(path)
    , m_original(original)
    , m_target(output.empty() ? withoutLink(path) : output)
    , m_temporary(temporaryName(m_target, distinctionOf(original)))
    , m_replaces(output.empty())
{
    std::error_code error;
    if (!m_replaces && fs::exists(fs::symlink_status(m_target, error))) {
        refuseOutput(path, m_target);
    }
    removeLeftover();
    removeLeftovers(m_target);
}

/// Whoever has the original's lock is alone with this name. (Without locks: unless the other's file is taken,
/// which moveIn() notices.)
void NewFile::removeLeftover() const
{
    const Descriptor left(::open(m_temporary.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
    if (left && isLocked(left.get()).value_or(false)) {
        throw InUseError(m_path, kCannotRepack, "it is being repacked already");
    }
    if (left) {
        ::unlink(m_temporary.c_str());
    }
}

NewFile::~NewFile()
{
    if (m_created && !m_done) {
        ::unlink(m_temporary.c_str());
    }
}

void NewFile::created()
{
    m_created = true;
    m_lock = RunLock::take(m_temporary, !m_original.held());
    if (m_replaces) {
        copyOwnership(m_original.descriptor(), m_lock->descriptor());
    } else {
        copyPermissions(m_original.descriptor(), m_lock->descriptor());
    }
}

void NewFile::synchronise() const
{
    if (::fdatasync(m_lock->descriptor()) != 0) {
        throw Error(m_path, kCannotRepack,
                    std::string("the new file cannot be brought to the disk: ") + std::strerror(errno));
    }
}

std::uintmax_t NewFile::size() const
{
    const auto identity = identify(m_lock->descriptor());
    return identity ? identity->size : 0;
}

void NewFile::moveIn()
{
    const auto ours = identify(m_lock->descriptor());
    const auto there = identify(m_temporary);
    if (!ours || !there || !ours->sameFile(*there)) {
        throw Error(m_path, kCannotRepack,
                    "the new file has been taken away; the original was left untouched");
    }
    const int result =
        m_replaces ? std::rename(m_temporary.c_str(), m_target.c_str()) : renameNew(m_temporary, m_target);
    if (result != 0 && errno == EEXIST) {
        refuseOutput(m_path, m_target);
    }
    if (result != 0) {
        throw Error(m_path, kCannotRepack,
                    std::string("the new file cannot get its name: ") + std::strerror(errno));
    }
    m_done = true;
    // Both files are whole: which of them a power loss leaves the name with is all one.
    syncFolder(m_target);
}

} // namespace h5pulse::repacking
