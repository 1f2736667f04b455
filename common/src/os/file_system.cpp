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

enum class Kind { Local, Shared, CloseToOpen };

struct Known
{
    std::uint32_t number;
    std::string_view name;
    Kind kind;
};

/// Type numbers of statfs(2). Sources: linux/magic.h, and the list in stat of GNU coreutils for file systems
/// that are not part of Linux.
///
/// Of those that are shared, only NFS compares its copies with the server on opening. The others do not need
/// it, or gain nothing by it: SMB trusts its copies only while the server has promised to report changes
/// (cache=strict), and attributes for one second; AFS, Ceph, Lustre, GPFS and the clustered file systems are
/// told of each change; FUSE remembers attributes for a fixed time, whatever is opened.
constexpr std::array kKnown{
    Known{0x0000ef53, "ext4", Kind::Local},        Known{0x58465342, "XFS", Kind::Local},
    Known{0x9123683e, "Btrfs", Kind::Local},       Known{0xf2f52010, "F2FS", Kind::Local},
    Known{0x2fc12fc1, "ZFS", Kind::Local},         Known{0x794c7630, "overlayfs", Kind::Local},
    Known{0x01021994, "tmpfs", Kind::Local},       Known{0x00006969, "NFS", Kind::CloseToOpen},
    Known{0x0000517b, "SMB", Kind::Shared},        Known{0xff534d42, "SMB", Kind::Shared}, // CIFS
    Known{0xfe534d42, "SMB", Kind::Shared}, // version 2 and later
    Known{0x0000564c, "NCP", Kind::Shared},        Known{0x5346414f, "OpenAFS", Kind::Shared},
    Known{0x6b414653, "AFS", Kind::Shared},        Known{0x73757245, "Coda", Kind::Shared},
    Known{0x65735546, "FUSE", Kind::Shared}, // and with it virtiofs, sshfs, GlusterFS
    Known{0x01021997, "9p", Kind::Shared},         Known{0x00c36400, "Ceph", Kind::Shared},
    Known{0x0bd00bd0, "Lustre", Kind::Shared},     Known{0x47504653, "GPFS", Kind::Shared},
    Known{0x19830326, "BeeGFS", Kind::Shared},     Known{0x20030528, "OrangeFS", Kind::Shared},
    Known{0x7461636f, "OCFS2", Kind::Shared},      Known{0x01161970, "GFS2", Kind::Shared},
    Known{0xaad7aaea, "PanFS", Kind::Shared},      Known{0x61636673, "ACFS", Kind::Shared},
    Known{0xbeefdead, "StorNext", Kind::Shared},   Known{0x013111a8, "Ibrix", Kind::Shared},
    Known{0xa501fcf5, "VxFS", Kind::Shared}, // which clusters share
    Known{0x786f4256, "VirtualBox", Kind::Shared}, Known{0xbacbacbc, "VMware", Kind::Shared},
    Known{0x7c7c6673, "Parallels", Kind::Shared},
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

FileSystem fileSystemOf(int descriptor) noexcept
{
    if (const FileSystem* assumed = assumedFileSystem.load(std::memory_order_relaxed)) {
        return *assumed;
    }
    struct statfs status = {};
    if (::fstatfs(descriptor, &status) != 0) {
        return {.shared = true};
    }
    const auto* known = std::ranges::find(kKnown, static_cast<std::uint32_t>(status.f_type), &Known::number);
    if (known == kKnown.end()) {
        return {};
    }
    return {.name = known->name,
            .shared = known->kind != Kind::Local,
            .closeToOpen = known->kind == Kind::CloseToOpen};
}

} // namespace h5pulse
