// SPDX-License-Identifier: MIT
#include "mirror_folder.h"

#include "wait_until.h"

#include <csignal>
#include <cstring>
#include <stdexcept>
#include <sys/mount.h>
#include <sys/stat.h>

#ifndef MIRROR_FS
#define MIRROR_FS ""
#endif

namespace h5pulse::test {

namespace {

std::string tryOne()
{
    if (std::strlen(MIRROR_FS) == 0) {
        return "the tests were built without libfuse3";
    }
    if (!std::filesystem::exists("/dev/fuse")) {
        return "there is no /dev/fuse";
    }
    try {
        const MirrorFolder folder;
        return {};
    } catch (const std::exception& error) {
        return error.what();
    }
}

/// Also true of a mount whose daemon has gone.
bool isMounted(const std::filesystem::path& folder)
{
    struct stat inside = {};
    struct stat outside = {};
    return ::stat(folder.c_str(), &inside) != 0 || ::stat(folder.parent_path().c_str(), &outside) != 0 ||
           inside.st_dev != outside.st_dev;
}

} // namespace

const std::string& MirrorFolder::whyNot()
{
    static const std::string reason = tryOne();
    return reason;
}

MirrorFolder::MirrorFolder(double cacheSeconds)
    : m_cacheSeconds(cacheSeconds)
    , m_mounted(m_home / "mounted")
{
    std::filesystem::create_directory(m_mounted);
    comeBack();
}

void MirrorFolder::comeBack()
{
    // The guardian of the last mount unmounts as well, and must not meet the next one.
    if (m_process && !waitUntil([this] { return !isMounted(m_mounted); })) {
        unmount();
    }
    m_process.emplace(
        std::vector<std::string>{MIRROR_FS, m_behind.path(), m_mounted, std::to_string(m_cacheSeconds)});
    if (!m_process->readUntil("ready")) {
        throw std::runtime_error("no file system can be mounted here: " + m_process->wait().err);
    }
}

MirrorFolder::~MirrorFolder()
{
    vanish();
    unmount();
}

void MirrorFolder::hang()
{
    m_process->kill(SIGUSR1);
    m_process->readUntil("hanging");
}

void MirrorFolder::resume()
{
    m_process->kill(SIGUSR2);
}

void MirrorFolder::vanish()
{
    m_process->kill(SIGKILL);
    m_process->wait();
}

void MirrorFolder::unmount() const
{
    // Nothing is mounted there at first, and later its guardian may have been faster.
    if (::umount2(m_mounted.c_str(), MNT_DETACH) != 0 && errno == EPERM) {
        run({"fusermount3", "-u", "-z", m_mounted});
    }
}

} // namespace h5pulse::test
