// SPDX-License-Identifier: MIT
#include "box/landlock.h"

#include "os/descriptor.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

namespace h5pulse {

#if defined(SYS_landlock_create_ruleset) && __has_include(<linux/landlock.h>)

namespace {

constexpr std::uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// All rights of the first version of Landlock, which are those up to MAKE_SYM.
constexpr std::uint64_t kFirstRights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;

// Rights of later versions, for older headers.
struct LaterRights
{
    int since;
    std::uint64_t right;
};
constexpr LaterRights kLater[] = {{2, 1ULL << 13U},  // REFER
                                  {3, 1ULL << 14U},  // TRUNCATE
                                  {5, 1ULL << 15U}}; // IOCTL_DEV
// Beside the rights on files, in a larger ruleset: TCP ports since version 4.
struct Ruleset
{
    std::uint64_t files = kFirstRights;
    std::uint64_t network = 0;
};

std::string without(const char* why)
{
    return std::string("files of other folders: can be opened (") + why + ")";
}

} // namespace

std::string allowReadingBeneath(const std::vector<std::filesystem::path>& folders)
{
    const auto version =
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION));
    if (version < 1) {
        return without("the kernel has no Landlock");
    }
    Ruleset ruleset;
    for (const LaterRights& later : kLater) {
        ruleset.files |= version >= later.since ? later.right : 0;
    }
    constexpr int kNetworkSince = 4;
    ruleset.network = version >= kNetworkSince ? 3 : 0; // to bind and to connect
    const std::size_t size = version >= kNetworkSince ? sizeof ruleset : sizeof ruleset.files;
    const Descriptor rules(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &ruleset, size, 0)));
    if (!rules) {
        return without(std::strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    }
    for (const std::filesystem::path& path : folders) {
        const Descriptor folder(::open(path.c_str(), O_PATH | O_CLOEXEC));
        if (folder) {
            landlock_path_beneath_attr beneath{};
            beneath.allowed_access = kReading;
            beneath.parent_fd = folder.get();
            if (::syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0) {
                beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE; // it is a file
                ::syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
            }
        }
    }
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (::syscall(SYS_landlock_restrict_self, rules.get(), 0) != 0) {
        return without(std::strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    }
    return "files of other folders: cannot be opened (Landlock, version " + std::to_string(version) + ")";
}

#else

std::string allowReadingBeneath(const std::vector<std::filesystem::path>&)
{
    return "files of other folders: can be opened (this h5pulse was built without Landlock)";
}

#endif

} // namespace h5pulse
