// SPDX-License-Identifier: MIT
#include "dataset/space_reserve.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace h5pulse {

namespace {

// More than other programs write between two commits.
constexpr std::uint64_t kPlenty = std::uint64_t{1} << 30;
constexpr std::uint64_t kPlentyTimes = 16;
// With plenty of space, blocks are allocated ahead of the rows for speed: writing into them takes little more
// than half the time of appending to the file (ext4, Linux 6.18). The reserve is as large as the file, within
// these limits.
constexpr std::uint64_t kMinAhead = std::uint64_t{1} << 20;
constexpr std::uint64_t kMaxAhead = std::uint64_t{64} << 20;
// Reserved at once, so that small commits need not reserve each time.
constexpr std::uint64_t kAhead = std::uint64_t{4} << 20;

bool exceedsLimit(std::uint64_t end) noexcept
{
    rlimit limit = {};
    return ::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && end > limit.rlim_cur;
}

/// False if the file system reports no sizes.
bool hasPlenty(const struct statvfs& status, std::uint64_t bytes) noexcept
{
    const std::uint64_t free = status.f_bavail * status.f_frsize;
    return free > kPlenty && free / kPlentyTimes > bytes;
}

/// Whether the file system allocates blocks without writing to them. (tmpfs clears them.)
bool reservesQuickly(int descriptor) noexcept
{
    constexpr long xfs = 0x58465342;
    struct statfs status = {};
    return ::fstatfs(descriptor, &status) == 0 && (status.f_type == EXT4_SUPER_MAGIC || status.f_type == xfs);
}

/// Returns 0 or errno.
int allocate(int descriptor, std::uint64_t from, std::uint64_t to) noexcept
{
    int result = 0;
    do {
        result = ::fallocate(descriptor, FALLOC_FL_KEEP_SIZE, static_cast<off_t>(from),
                             static_cast<off_t>(to - from)) == 0
                     ? 0
                     : errno;
    } while (result == EINTR);
    return result;
}

} // namespace

int SpaceReserve::ensure(int descriptor, std::uint64_t end, std::uint64_t bytes) noexcept
{
    const std::uint64_t wanted = end + bytes;
    if (exceedsLimit(wanted)) {
        return EFBIG;
    }
    if (wanted <= m_reserved) {
        return 0;
    }
    struct statvfs status = {};
    const bool known = ::fstatvfs(descriptor, &status) == 0 && status.f_blocks > 0;
    const std::uint64_t from = std::max(end, m_reserved);
    if (known && hasPlenty(status, bytes + kMaxAhead)) {
        const std::uint64_t to = wanted + std::clamp(end, kMinAhead, kMaxAhead);
        if (!exceedsLimit(to) && reservesQuickly(descriptor) && allocate(descriptor, from, to) == 0) {
            m_reserved = to;
        }
        return 0; // the reserve is only for speed
    }
    // Try a generous reserve first, then only what is needed.
    for (const std::uint64_t to : {wanted + kAhead, wanted}) {
        const int error = allocate(descriptor, from, to);
        if (error == 0) {
            m_reserved = to;
            return 0;
        }
        if (error != ENOSPC && error != EDQUOT && error != EFBIG) {
            // The file system cannot reserve, so rely on the free space that it reports.
            const bool fits = !known || status.f_bavail * status.f_frsize > bytes;
            return fits ? 0 : ENOSPC;
        }
        if (to == wanted) {
            return error;
        }
    }
    return 0;
}

void SpaceReserve::release(int descriptor) noexcept
{
    struct stat status = {};
    // Truncating a file to its own size frees the blocks beyond, including those of a killed writer.
    if (::fstat(descriptor, &status) == 0 && ::ftruncate(descriptor, status.st_size) == 0) {
        m_reserved = 0;
    }
}

} // namespace h5pulse
