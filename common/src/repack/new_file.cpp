// SPDX-License-Identifier: MIT
#include "repack/new_file.h"

#include "os/copy_file.h"
#include "os/file_system.h"
#include "os/paths.h"
#include "repack/job.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <unistd.h>

namespace h5pulse::repacking {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuseOutput(const fs::path& path, const fs::path& output)
{
    throw Error(path, kCannotRepack, "there is a file " + output.string() + " already; choose another name");
}

std::string tagOf(const RunLock& original)
{
    const auto identity = identify(original.descriptor());
    return identity ? "repack-" + std::to_string(identity->device) + "-" + std::to_string(identity->inode)
                    : "repack";
}

} // namespace

NewFile::NewFile(const fs::path& path, const RunLock& original, const fs::path& output)
    : m_path(path)
    , m_original(original)
    , m_target(output.empty() ? withoutLinks(path) : output)
    , m_replaces(output.empty())
{
    std::error_code error;
    if (!m_replaces && fs::exists(fs::symlink_status(m_target, error))) {
        refuseOutput(path, m_target);
    }
}

void NewFile::create()
{
    const std::string tag = tagOf(m_original);
    m_file.emplace(m_target, kCannotRepack, tag);
    m_lock = RunLock::take(m_file->takeDescriptor(), m_path, !m_original.held());
    // Only the process with the lock of the original uses this tag. Without locks, another process may use
    // it at the same time.
    m_file->removeLeftovers(m_original.held() ? tag : std::string());
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
    if (!m_file->isThere()) {
        throw Error(m_path, kCannotRepack,
                    "the new file has been taken away; the original was left untouched");
    }
    if (!(m_replaces ? m_file->moveOver() : m_file->moveIn())) {
        if (errno == EEXIST) {
            refuseOutput(m_path, m_target);
        }
        throw Error(m_path, kCannotRepack,
                    std::string("the new file cannot get its name: ") + std::strerror(errno));
    }
    // Both files are complete, so that it does not matter which of them has the name after a power loss.
    m_file->synchroniseFolder();
}

} // namespace h5pulse::repacking
