// SPDX-License-Identifier: MIT
#include <h5pulse/recover.h>

#include "format/superblock.h"
#include "os/file_identity.h"
#include "os/open_files.h"
#include "os/run_lock.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <unistd.h>

namespace h5pulse {

namespace {

constexpr const char* kTried = "cannot be recovered";

// HDF5 may own space past the end of the file (8,196 bytes were seen); an address at exactly the end would
// let the next writer put new data over it.
constexpr std::uint64_t kHeadroom = std::uint64_t{1} << 20;

// Offsets in the superblock of versions 2 and 3 with 8-byte addresses.
constexpr std::size_t kFlagsAt = 11;
constexpr std::size_t kEndOfFileAt = 28;
constexpr std::size_t kChecksumAt = 44;

void requireUnderstood(const std::filesystem::path& path, const Superblock& superblock)
{
    std::string problem;
    if (superblock.version != 3) {
        problem =
            "its superblock has version " + std::to_string(superblock.version) + ", not 3 as SWMR files have";
    } else if (superblock.offset != 0) {
        problem = "it begins with a user block";
    } else if (superblock.baseAddress != 0) {
        problem = "its addresses do not count from its beginning";
    } else if (superblock.offsetSize != 8) {
        problem = "its addresses do not have 8 bytes";
    } else if (!superblock.checksumMatches) {
        problem = "the checksum of its superblock is wrong";
    } else if (superblock.extensionAddress != ~std::uint64_t{0}) {
        problem = "its superblock has an extension";
    } else if (!superblock.openForSwmr()) {
        problem = "its writer did not use SWMR, so nothing in it can be trusted";
    }
    if (!problem.empty()) {
        throw Error(path, kTried, problem + "; it was left untouched");
    }
}

void require(bool done, const std::filesystem::path& path)
{
    if (!done) {
        throw Error(path, kTried, std::strerror(errno));
    }
}

/// The order matters: the file has its full length on the disk before its superblock says so.
void repair(const std::filesystem::path& path, int descriptor, std::uint64_t newEnd)
{
    require(::fdatasync(descriptor) == 0, path);
    require(::ftruncate(descriptor, static_cast<off_t>(newEnd)) == 0, path);
    require(::fsync(descriptor) == 0, path);
    SuperblockBytes bytes{};
    require(::pread(descriptor, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()), path);
    bytes[kFlagsAt] = 0;
    storeLittle(&bytes[kEndOfFileAt], newEnd, 8);
    storeLittle(&bytes[kChecksumAt], lookup3(bytes.data(), kChecksumAt), 4);
    require(::pwrite(descriptor, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()), path);
    require(::fsync(descriptor) == 0, path);
}

} // namespace

RecoverReport recover(const std::filesystem::path& path, const RecoverOptions& options)
{
    const RunLock lock = RunLock::take(path);
    const auto superblock = readSuperblock(lock.descriptor());
    if (!superblock) {
        throw Error(path, kTried, "it is not an HDF5 file; it was left untouched");
    }
    if (const auto writer = findWriter(lock.descriptor())) {
        throw InUseError(path, kTried,
                         "process " + std::to_string(*writer) + " on " + hostName() + " is writing it");
    }
    const auto identity = identify(lock.descriptor());
    require(identity.has_value(), path);
    RecoverReport report{.neededRepair = superblock->openForWriting(),
                         .bytesBefore = identity->size,
                         .bytesAfter = identity->size};
    if (!report.neededRepair) {
        return report;
    }
    requireUnderstood(path, *superblock);
    if (!options.dryRun) {
        report.bytesAfter = std::max(superblock->endOfFile, report.bytesBefore) + kHeadroom;
        repair(path, lock.descriptor(), report.bytesAfter);
    }
    return report;
}

} // namespace h5pulse
