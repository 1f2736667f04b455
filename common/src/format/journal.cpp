// SPDX-License-Identifier: MIT
#include "format/journal.h"

#include "bytes/little_endian.h"
#include "bytes/lookup3.h"
#include "format/layout.h"
#include "h5/superblock.h"
#include "os/page.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace h5pulse {

namespace {

constexpr std::uint64_t kMagic = 0x316C'6E72'756F'6A68; // "hjournl1"
constexpr std::size_t kBytes = std::size_t{64} << 10;

struct Header
{
    std::uint64_t magic = 0;
    std::uint64_t address = 0;
    std::uint64_t size = 0;
    std::uint64_t checksum = 0; ///< of address, size and block
};

constexpr std::size_t kRoom = kBytes - sizeof(Header);

std::uint64_t checksumOf(const Header& header, const void* block)
{
    std::array<unsigned char, 16> place{};
    storeLittle(place.data(), header.address, 8);
    storeLittle(&place[8], header.size, 8);
    const std::uint32_t seed = lookup3(place.data(), place.size());
    return lookup3(static_cast<const unsigned char*>(block), header.size, seed);
}

bool writeAll(int descriptor, const void* data, std::size_t size, std::uint64_t at) noexcept
{
    const auto* from = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t put = ::pwrite(descriptor, from, size, static_cast<off_t>(at));
        if (put < 0 && errno != EINTR) {
            return false;
        }
        const auto done = static_cast<std::size_t>(put > 0 ? put : 0);
        from += done;
        at += done;
        size -= done;
    }
    return true;
}

bool readAll(int descriptor, void* to, std::size_t size, std::uint64_t at) noexcept
{
    return ::pread(descriptor, to, size, static_cast<off_t>(at)) == static_cast<ssize_t>(size);
}

struct Noted
{
    Header header;
    std::array<unsigned char, kRoom> block{};
};

/// False if the journal contains no complete block.
bool readNoted(int descriptor, std::uint64_t journal, Noted& noted) noexcept
{
    Header& header = noted.header;
    return readAll(descriptor, &header, sizeof header, journal) && header.magic == kMagic &&
           header.size > kPage && header.size <= kRoom && header.address >= h5::kSuperblockBytes &&
           readAll(descriptor, noted.block.data(), header.size, journal + sizeof header) &&
           checksumOf(header, noted.block.data()) == header.checksum;
}

} // namespace

h5::Handle createJournal(hid_t file)
{
    const hsize_t bytes = kBytes;
    const h5::Handle space(H5Screate_simple(1, &bytes, nullptr), H5Sclose);
    const h5::Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_layout(list.get(), H5D_CONTIGUOUS);
    H5Pset_alloc_time(list.get(), H5D_ALLOC_TIME_EARLY);
    H5Pset_fill_time(list.get(), H5D_FILL_TIME_NEVER); // a hole, until it is needed
    return {
        H5Dcreate2(file, layout::kJournal, H5T_STD_U8LE, space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT),
        H5Dclose};
}

std::optional<std::uint64_t> journalAddress(hid_t file)
{
    if (H5Lexists(file, layout::kServiceGroup, H5P_DEFAULT) <= 0 ||
        H5Lexists(file, layout::kJournal, H5P_DEFAULT) <= 0) {
        return std::nullopt;
    }
    const h5::Handle dataset(H5Dopen2(file, layout::kJournal, H5P_DEFAULT), H5Dclose);
    const haddr_t address = dataset ? H5Dget_offset(dataset.get()) : HADDR_UNDEF;
    return address != HADDR_UNDEF && H5Dget_storage_size(dataset.get()) == kBytes
               ? std::optional<std::uint64_t>(address)
               : std::nullopt;
}

bool noteBlock(int descriptor, std::uint64_t journal, std::uint64_t address, const void* block,
               std::size_t size, bool durable) noexcept
{
    if (size <= kPage || size > kRoom) {
        return true;
    }
    Header header{.magic = kMagic, .address = address, .size = size};
    header.checksum = checksumOf(header, block);
    // If the header reaches the disk before the block, its checksum does not match: the entry is valid
    // only when it is complete.
    return writeAll(descriptor, block, size, journal + sizeof header) &&
           writeAll(descriptor, &header, sizeof header, journal) &&
           (!durable || ::fdatasync(descriptor) == 0);
}

bool hasTornBlock(int descriptor, std::uint64_t journal) noexcept
{
    Noted noted;
    std::array<unsigned char, kRoom> there{};
    return readNoted(descriptor, journal, noted) &&
           readAll(descriptor, there.data(), noted.header.size, noted.header.address) &&
           std::memcmp(noted.block.data(), there.data(), noted.header.size) != 0;
}

bool replayJournal(int descriptor, std::uint64_t journal) noexcept
{
    Noted noted;
    if (hasTornBlock(descriptor, journal) && readNoted(descriptor, journal, noted) &&
        !writeAll(descriptor, noted.block.data(), noted.header.size, noted.header.address)) {
        return false;
    }
    return forgetJournal(descriptor, journal);
}

bool forgetJournal(int descriptor, std::uint64_t journal) noexcept
{
    Header header;
    if (readAll(descriptor, &header, sizeof header, journal) && header.magic == 0) {
        return true;
    }
    const Header none;
    return writeAll(descriptor, &none, sizeof none, journal);
}

} // namespace h5pulse
