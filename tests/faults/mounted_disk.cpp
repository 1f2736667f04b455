// SPDX-License-Identifier: MIT
#include "mounted_disk.h"

#include "process.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

namespace h5pulse::faults {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

void require(const std::vector<std::string>& command)
{
    test::ProcessResult result;
    try {
        result = test::run(command);
    } catch (const std::exception& error) { // it is not installed
        throw CannotMount(error.what());
    }
    if (result.status != 0) {
        throw CannotMount(command[0] + ": " + result.err);
    }
}

} // namespace

MountedDisk::MountedDisk(DiskKind kind, const fs::path& folder, std::size_t megabytes)
    : m_folder(folder)
{
    if (kind == DiskKind::Tmpfs) {
        const std::string size = "size=" + std::to_string(megabytes) + "m";
        if (::mount("tmpfs", folder.c_str(), "tmpfs", 0, size.c_str()) != 0) {
            throw CannotMount(std::string("a tmpfs cannot be mounted: ") + std::strerror(errno));
        }
        return;
    }
    const std::string image = folder.string() + ".image";
    require({"truncate", "-s", std::to_string(megabytes) + "M", image});
    require({"/sbin/mkfs.ext4", "-q", "-m", "0", image});
    require({"mount", "-o", "loop", image, folder.string()});
}

MountedDisk::~MountedDisk()
{
    ::umount2(m_folder.c_str(), MNT_DETACH);
}

void MountedDisk::leaveFree(std::size_t bytes)
{
    const std::size_t free = fs::space(m_folder).available;
    const int file = ::open((m_folder / "ballast").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const int error =
        ::posix_fallocate(file, 0, static_cast<off_t>(free - std::min(free, bytes + kMegabyte / 64)));
    ::close(file);
    if (error != 0) {
        throw std::runtime_error(std::string("the disk cannot be filled: ") + std::strerror(error));
    }
}

void MountedDisk::giveBack()
{
    fs::remove(m_folder / "ballast");
}

} // namespace h5pulse::faults
