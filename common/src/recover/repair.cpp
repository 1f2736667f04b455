// SPDX-License-Identifier: MIT
#include "recover/repair.h"

#include "bytes/little_endian.h"
#include "bytes/lookup3.h"
#include "os/file_system.h"

#include <h5pulse/error.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <unistd.h>

namespace h5pulse {

namespace {

// HDF5 may own space past the end of the file (8,196 bytes were seen); an address at exactly the end would
// let the next writer put new data over it.
constexpr std::uint64_t kHeadroom = std::uint64_t{1} << 20;

// Offsets in the superblock of versions 2 and 3 with 8-byte addresses.
constexpr std::size_t kFlagsAt = 11;
constexpr std::size_t kEndOfFileAt = 28;
constexpr std::size_t kChecksumAt = 44;

void require(bool done, const std::filesystem::path& path)
{
    if (!done) {
        throw Error(path, kCannotRecover, std::strerror(errno));
    }
}

} // namespace

std::string repairProblem(const h5::Superblock& superblock)
{
    if (superblock.version != 3) {
        return "its superblock has version " + std::to_string(superblock.version) +
               ", not 3 as SWMR files have";
    }
    if (superblock.offset != 0) {
        return "it begins with a user block";
    }
    if (superblock.baseAddress != 0) {
        return "its addresses do not count from its beginning";
    }
    if (superblock.offsetSize != 8) {
        return "its addresses do not have 8 bytes";
    }
    if (!superblock.checksumMatches) {
        return "the checksum of its superblock is wrong";
    }
    if (superblock.extensionAddress != ~std::uint64_t{0}) {
        return "its superblock has an extension";
    }
    if (superblock.openForWriting() && !superblock.openForSwmr()) {
        return "its writer did not use SWMR, so nothing in it can be trusted";
    }
    return {};
}

/// The order matters: the file must have its full length on the disk before its superblock has that length.
std::uint64_t repairSuperblock(const std::filesystem::path& path, int descriptor, Durable durable,
                               std::optional<std::uint64_t> allocated)
{
    const auto superblock = h5::readSuperblock(descriptor);
    const auto identity = identify(descriptor);
    const std::string problem = superblock ? repairProblem(*superblock) : "it is not an HDF5 file";
    if (!problem.empty() || !identity) {
        throw Error(path, kCannotRecover, problem + "; it was left untouched");
    }
    const bool sync = durable == Durable::Yes;
    const std::uint64_t newEnd = allocated ? std::max(superblock->endOfFile, *allocated)
                                           : std::max(superblock->endOfFile, identity->size) + kHeadroom;
    require(!sync || ::fdatasync(descriptor) == 0, path);
    require(newEnd <= identity->size || ::ftruncate(descriptor, static_cast<off_t>(newEnd)) == 0, path);
    require(!sync || ::fsync(descriptor) == 0, path);
    h5::SuperblockBytes bytes{};
    require(::pread(descriptor, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()), path);
    bytes[kFlagsAt] = 0;
    storeLittle(&bytes[kEndOfFileAt], newEnd, 8);
    storeLittle(&bytes[kChecksumAt], lookup3(bytes.data(), kChecksumAt), 4);
    require(::pwrite(descriptor, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()), path);
    require(!sync || ::fsync(descriptor) == 0, path);
    return newEnd;
}

} // namespace h5pulse
