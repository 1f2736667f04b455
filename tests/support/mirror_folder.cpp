// SPDX-License-Identifier: MIT
#include "mirror_folder.h"

#include <csignal>
#include <cstring>
#include <stdexcept>
#include <sys/mount.h>

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
    unmount();
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
    m_process->kill(SIGSTOP);
}

void MirrorFolder::resume()
{
    m_process->kill(SIGCONT);
}

void MirrorFolder::vanish()
{
    m_process->kill(SIGKILL);
    m_process->wait();
}

void MirrorFolder::unmount() const
{
    // Nothing is mounted there at first, and later its helper (auto_unmount) may have been faster.
    if (::umount2(m_mounted.c_str(), MNT_DETACH) != 0 && errno == EPERM) {
        run({"fusermount3", "-u", "-z", m_mounted});
    }
}

} // namespace h5pulse::test
