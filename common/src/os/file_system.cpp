// SPDX-License-Identifier: MIT
#include "os/file_system.h"

#include <algorithm>
#include <array>
#include <sys/stat.h>
#include <sys/vfs.h>

namespace h5pulse {

namespace {

FileIdentity of(const struct stat& status)
{
    return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
            status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec};
}

/// Type numbers of statfs(2) for file systems that other machines may write to. Sources: linux/magic.h,
/// and the list in stat of GNU coreutils for file systems that are not part of Linux.
constexpr std::array<std::uint32_t, 25> kShared{
    0x00006969, // NFS
    0x0000517b, // SMB
    0xff534d42, // CIFS
    0xfe534d42, // SMB 2
    0x0000564c, // NCP
    0x5346414f, // OpenAFS
    0x6b414653, // AFS
    0x73757245, // Coda
    0x65735546, // FUSE, and with it virtiofs, sshfs, GlusterFS
    0x01021997, // 9p
    0x00c36400, // Ceph
    0x0bd00bd0, // Lustre
    0x47504653, // GPFS
    0x19830326, // BeeGFS
    0x20030528, // OrangeFS
    0x7461636f, // OCFS2
    0x01161970, // GFS2
    0xaad7aaea, // PanFS
    0x61636673, // ACFS
    0xbeefdead, // StorNext
    0x013111a8, // Ibrix
    0xa501fcf5, // VxFS, which clusters share
    0x786f4256, // folders of VirtualBox
    0xbacbacbc, // VMware
    0x7c7c6673, // Parallels
};

} // namespace

std::optional<FileIdentity> identify(int descriptor)
{
    struct stat status = {};
    return ::fstat(descriptor, &status) == 0 ? std::optional(of(status)) : std::nullopt;
}

std::optional<FileIdentity> identify(const std::filesystem::path& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 ? std::optional(of(status)) : std::nullopt;
}

bool isOnLocalFileSystem(int descriptor) noexcept
{
    struct statfs status = {};
    if (::fstatfs(descriptor, &status) != 0) {
        return false;
    }
    return std::find(kShared.begin(), kShared.end(), static_cast<std::uint32_t>(status.f_type)) ==
           kShared.end();
}

} // namespace h5pulse
