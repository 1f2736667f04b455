// SPDX-License-Identifier: MIT
#include "h5/validation/layout_check.h"

#include <bit>

namespace h5pulse::h5::validation {

namespace {

enum Storage : unsigned { Compact, Contiguous, Chunked, Virtual };

constexpr unsigned kMaxDimensions = 33; // with one for the bytes of an element

void checkChunk(const std::vector<std::uint64_t>& chunk, ObjectFacts& facts)
{
    std::uint64_t bytes = 1;
    for (const std::uint64_t size : chunk) {
        require(size > 0, "its chunks are empty");
        bytes = product(bytes, size);
    }
    require(bytes < std::uint64_t{1} << 32, "its chunks are larger than 4 GiB");
    facts.chunkRank = static_cast<unsigned>(chunk.size());
    facts.chunkElement = chunk.back();
    facts.chunkBytes = bytes;
}

std::vector<std::uint64_t> numbers(Bytes& message, unsigned count, int width)
{
    std::vector<std::uint64_t> result;
    for (unsigned i = 0; i < count; ++i) {
        result.push_back(message.number(width));
    }
    return result;
}

void checkOld(Bytes& message, const Widths& widths, ObjectFacts& facts)
{
    const unsigned rank = message.u8();
    const unsigned kind = message.u8();
    require(rank > 0 && rank <= kMaxDimensions && kind <= Chunked, "a dataset is stored in an unknown way");
    message.skip(5);
    const std::uint64_t address = kind == Compact ? 0 : message.number(widths.address);
    const auto sizes = numbers(message, rank, 4);
    if (kind == Chunked) {
        require(rank >= 2, "chunks have no dimensions");
        facts.chunkTree = address;
        checkChunk(sizes, facts);
    } else if (kind == Compact) {
        facts.compactSize = message.u32();
        message.skip(*facts.compactSize);
    }
}

void checkIndex(unsigned flags, Bytes& message, const Widths& widths, ObjectFacts& facts)
{
    const unsigned kind = message.u8();
    switch (kind) {
    case 1: // one chunk
        message.skip(flags & 2U ? static_cast<unsigned>(widths.length) + 4U : 0);
        break;
    case 2: // none
        break;
    case 3: // fixed array
        message.skip(1);
        break;
    case 4: { // extensible array
        const unsigned bits = message.u8();
        message.skip(1);
        const unsigned perSuper = message.u8();
        const unsigned perBlock = message.u8();
        const unsigned pageBits = message.u8();
        require(bits > 0 && bits <= 32 && std::has_single_bit(perSuper) && perSuper >= 2 &&
                    std::has_single_bit(perBlock) && pageBits <= bits,
                "an index of chunks is impossible");
        break;
    }
    case 5: // version 2 B-tree
        message.skip(6);
        break;
    default:
        throw Refused{"an index of chunks is of an unknown kind"};
    }
    const std::uint64_t address = message.number(widths.address);
    if (kind >= 3) {
        facts.indexes.push_back({address, 0, kind == 5 ? 10 : 20 + kind});
    }
}

} // namespace

void checkLayout(Bytes& message, const Widths& widths, ObjectFacts& facts)
{
    const unsigned version = message.u8();
    require(version >= 1 && version <= 4, "a dataset is stored in an unknown way");
    if (version < 3) {
        checkOld(message, widths, facts);
        return;
    }
    switch (message.u8()) {
    case Compact:
        facts.compactSize = message.u16();
        message.skip(*facts.compactSize);
        break;
    case Contiguous:
        message.skip(static_cast<unsigned>(widths.address + widths.length));
        break;
    case Chunked: {
        const unsigned flags = version >= 4 ? message.u8() : 0;
        const unsigned rank = message.u8();
        require(rank >= 2 && rank <= kMaxDimensions, "chunks have a wrong number of dimensions");
        if (version == 3) {
            facts.chunkTree = message.number(widths.address);
        }
        const int width = version >= 4 ? message.u8() : 4;
        require(width >= 1 && width <= 8, "chunks have a wrong size");
        checkChunk(numbers(message, rank, width), facts);
        if (version >= 4) {
            checkIndex(flags, message, widths, facts);
        }
        break;
    }
    case Virtual:
        throw Refused{"it is a view of other files or datasets, which are not opened"};
    default:
        throw Refused{"a dataset is stored in an unknown way"};
    }
}

unsigned checkFilters(Bytes& message)
{
    const unsigned version = message.u8();
    const unsigned count = message.u8();
    require(version >= 1 && version <= 2 && count > 0 && count <= 32, "a list of filters is impossible");
    message.skip(version == 1 ? 6 : 0);
    for (unsigned i = 0; i < count; ++i) {
        const unsigned identifier = message.u16();
        const unsigned nameSize = version == 1 || identifier >= 256 ? message.u16() : 0;
        message.skip(2);
        const unsigned values = message.u16();
        Bytes name(message.take(nameSize));
        if (nameSize > 0) {
            name.skipText();
        }
        message.skip(4 * values);
        message.skip(version == 1 && values % 2 != 0 ? 4 : 0);
    }
    return count;
}

} // namespace h5pulse::h5::validation
