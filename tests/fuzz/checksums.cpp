// SPDX-License-Identifier: MIT
#include "checksums.h"

#include "bytes/little_endian.h"
#include "bytes/lookup3.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>

namespace h5pulse::fuzz {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kChecksum = 4;

std::uint64_t load(Bytes file, std::size_t at, int size)
{
    return at <= file.size() && static_cast<std::size_t>(size) <= file.size() - at
               ? loadLittle(&file[at], size)
               : 0;
}

bool has(Bytes file, std::size_t at, std::string_view signature)
{
    return at <= file.size() && signature.size() <= file.size() - at &&
           std::equal(signature.begin(), signature.end(), file.begin() + static_cast<std::ptrdiff_t>(at));
}

/// Where the messages of a version 2 object header begin, and how many bytes they have.
std::pair<std::size_t, std::size_t> messagesOf(Bytes file, std::size_t at)
{
    const auto flags = static_cast<unsigned>(load(file, at + 5, 1));
    const std::size_t begin = at + 6 + (flags & 0x20U ? 16 : 0) + (flags & 0x10U ? 4 : 0);
    const int width = 1 << (flags & 3U);
    return {begin + static_cast<std::size_t>(width), load(file, begin, width)};
}

/// Continuation blocks do not know their size: the messages that point to them do.
void addContinuations(Bytes file, std::size_t at, std::size_t begin, std::size_t size,
                      std::vector<Block>& blocks)
{
    const bool ordered = (load(file, at + 5, 1) & 4U) != 0;
    const std::size_t end = std::min(file.size(), begin + std::min(size, file.size()));
    for (std::size_t message = begin; message + 4 < end && blocks.size() < 200;) {
        const std::size_t body = message + (ordered ? 6 : 4);
        if (load(file, message, 1) == 0x10) {
            const std::uint64_t to = load(file, body, 8);
            const std::uint64_t length = load(file, body + 8, 8);
            if (to < file.size() && length <= file.size() - to && has(file, to, "OCHK")) {
                blocks.push_back({static_cast<std::size_t>(to), static_cast<std::size_t>(length)});
                if (length > 8) {
                    addContinuations(file, at, to + 4, length - 8, blocks);
                }
            }
        }
        message = body + load(file, message + 1, 2);
    }
}

/// Index block of an extensible array: its size follows from the header that it names.
std::size_t indexBlockSize(Bytes file, std::size_t at)
{
    const std::size_t header = load(file, at + 6, 8);
    if (!has(file, header, "EAHD")) {
        return 0;
    }
    const std::size_t element = load(file, header + 6, 1);
    const std::size_t bits = load(file, header + 7, 1);
    const std::size_t inIndex = load(file, header + 8, 1);
    const std::uint64_t perBlock = load(file, header + 9, 1);
    const std::uint64_t perSuper = load(file, header + 10, 1);
    if (!std::has_single_bit(perBlock) || !std::has_single_bit(perSuper)) {
        return 0;
    }
    const auto superBlocks = 1 + bits - static_cast<std::size_t>(std::countr_zero(perBlock));
    const auto direct = 2 * static_cast<std::size_t>(std::countr_zero(perSuper));
    return 14 + inIndex * element + 2 * (perSuper - 1) * 8 +
           (superBlocks > direct ? superBlocks - direct : 0) * 8 + kChecksum;
}

/// The root leaf of a version 2 B-tree: its size follows from the tree's header.
Block rootLeaf(Bytes file, std::size_t header)
{
    const std::size_t at = load(file, header + 16, 8);
    return {at, has(file, at, "BTLF")
                    ? 6 + load(file, header + 24, 2) * load(file, header + 10, 2) + kChecksum
                    : 0};
}

void addBlocks(Bytes file, std::size_t at, std::vector<Block>& blocks)
{
    if (has(file, at, "OHDR")) {
        const auto [begin, size] = messagesOf(file, at);
        blocks.push_back({at, begin - at + std::min(size, file.size()) + kChecksum});
        addContinuations(file, at, begin, size, blocks);
    } else if (has(file, at, "FRHP")) {
        blocks.push_back({at, load(file, at + 7, 2) == 0 ? std::size_t{146} : 0});
    } else if (has(file, at, "BTHD")) {
        blocks.push_back({at, 38});
        blocks.push_back(rootLeaf(file, at));
    } else if (has(file, at, "EAHD")) {
        blocks.push_back({at, 72});
    } else if (has(file, at, "EAIB")) {
        blocks.push_back({at, indexBlockSize(file, at)});
    } else if (has(file, at, "FAHD")) {
        blocks.push_back({at, 28});
    } else {
        constexpr std::array<std::string_view, 12> others{"TREE", "SNOD", "HEAP", "GCOL", "FHDB", "FHIB",
                                                          "BTLF", "BTIN", "EASB", "EADB", "FADB", "OCHK"};
        if (std::any_of(others.begin(), others.end(), [&](auto name) { return has(file, at, name); })) {
            blocks.push_back({at, 0});
        }
    }
}

} // namespace

std::vector<Block> findBlocks(Bytes file)
{
    std::vector<Block> blocks;
    if (file.size() > 48 && file[8] >= 2 && file[8] <= 3) {
        blocks.push_back({0, 48});
    }
    for (std::size_t at = 8; at + 8 < file.size() && blocks.size() < 200; ++at) {
        if (file[at] >= 'A' && file[at] <= 'T') {
            addBlocks(file, at, blocks);
        }
    }
    return blocks;
}

void repairChecksums(std::span<std::uint8_t> file)
{
    for (const Block& block : findBlocks(file)) {
        if (block.size > kChecksum && block.offset < file.size() &&
            block.size <= file.size() - block.offset) {
            const std::size_t body = block.size - kChecksum;
            storeLittle(&file[block.offset + body], lookup3(&file[block.offset], body), kChecksum);
        }
    }
}

} // namespace h5pulse::fuzz
