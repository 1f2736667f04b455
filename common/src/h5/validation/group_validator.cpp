// SPDX-License-Identifier: MIT
// Version 1 B-trees, and the heaps of names and of elements of variable length.
#include "bytes/little_endian.h"
#include "h5/validation/metadata_validator.h"

namespace h5pulse::h5::validation {

void MetadataValidator::tree(std::uint64_t address, Bytes block)
{
    block.skip(4);
    const unsigned kind = block.u8();
    const unsigned level = block.u8();
    const unsigned children = block.u16();
    auto [known, isNew] = m_nodes.try_emplace(address, Node{level, 0, 0});
    require(kind == 0 || known->second.chunkRank > 0, "a B-tree of chunks belongs to no dataset");
    if (known->second.level == ~0U) {
        known->second.level = level;
    }
    require(known->second.level == level, "a B-tree has a loop");
    block.skip(2 * static_cast<unsigned>(m_widths.address));
    const unsigned rank = known->second.chunkRank;
    for (unsigned i = 0; i < children; ++i) {
        Bytes key(block.take(kind == 0 ? static_cast<unsigned>(m_widths.length) : 8 + 8 * rank));
        if (kind == 1 && level == 0) {
            chunkKey(known->second.owner, key);
        }
        const std::uint64_t child = block.number(m_widths.address);
        if (level > 0) {
            const auto [node, first] = m_nodes.try_emplace(child, Node{level - 1, rank, known->second.owner});
            require(node->second.level == level - 1 && node->second.owner == known->second.owner,
                    "a B-tree has a loop");
        }
    }
}

/// HDF5 does not compare the size of a chunk without filters with the chunk size of its dataset.
void MetadataValidator::chunkKey(std::uint64_t owner, Bytes key) const
{
    const std::uint64_t stored = key.u32();
    const std::uint32_t skipped = key.u32();
    const auto object = m_objects.find(owner);
    require(object != m_objects.end(), "a B-tree of chunks belongs to no dataset");
    const ObjectFacts& facts = object->second;
    const bool plain =
        facts.filters == 0 || (skipped & ((1ULL << facts.filters) - 1)) == (1ULL << facts.filters) - 1;
    const bool inFile = stored <= fileSize();
    require(plain ? stored == facts.chunkBytes : inFile, "a chunk has an impossible size");
}

void MetadataValidator::localHeap(std::uint64_t address, Bytes block)
{
    const std::uint64_t read = block.left();
    block.skip(8);
    const std::uint64_t size = block.number(m_widths.length);
    std::uint64_t next = block.number(m_widths.length);
    const std::uint64_t at = block.number(m_widths.address) + m_base;
    require(at != address && size > 0, "a heap of names has no place");
    const std::vector<unsigned char> data = whole(at, size);
    std::uint64_t seen = 0;
    const auto pair = 2 * static_cast<unsigned>(m_widths.length);
    while (next != 1) {
        require(size >= pair && next <= size - pair && ++seen <= size / pair,
                "free space in a heap of names has a loop");
        next = loadLittle(&data[next], m_widths.length);
    }
    if (at >= address && at + size > address + read) {
        m_restAt = address + read;
    }
    m_lastBytes.insert(at + size - 1);
}

/// Checks a global heap and returns its size.
std::uint64_t MetadataValidator::globalHeap(std::uint64_t address, std::span<const unsigned char> block) const
{
    Bytes prefix(block);
    prefix.skip(8);
    const std::uint64_t size = prefix.number(m_widths.length);
    std::vector<unsigned char> more;
    if (size > block.size()) {
        more = whole(address, size);
        block = more;
    }
    const std::size_t header = 8 + static_cast<unsigned>(m_widths.length);
    require(size >= header, "a global heap is too small"); // HDF5 writes 4,096 bytes and more; others write less
    Bytes rest(block.first(size));
    rest.skip(header);
    while (rest.left() >= header) {
        const unsigned index = loadLittle(rest.data(), 2);
        const std::uint64_t length = loadLittle(rest.data() + 8, m_widths.length);
        if (index == 0) {
            require(length >= header, "free space in a global heap has no size");
            rest.skip(length);
        } else {
            require(length <= size, "an object in a global heap is too long");
            rest.skip(header + (length + 7) / 8 * 8);
        }
    }
    return size;
}

void MetadataValidator::globalHeapObject(const ObjectFacts::HeapObject& object) const
{
    const std::uint64_t at = object.address + m_base;
    const std::size_t header = 8 + static_cast<unsigned>(m_widths.length);
    const std::vector<unsigned char> prefix = whole(at, header);
    require(loadLittle(prefix.data(), 4) == 0x4C4F4347, "text of variable length is in no heap"); // "GCOL"
    const std::vector<unsigned char> heap = whole(at, loadLittle(&prefix[8], m_widths.length));
    globalHeap(at, heap);
    Bytes rest(heap);
    rest.skip(header);
    while (rest.left() >= header) {
        const unsigned index = loadLittle(rest.data(), 2);
        const std::uint64_t length = loadLittle(rest.data() + 8, m_widths.length);
        if (index == object.index && index != 0) {
            require(length == object.size, "text of variable length has another length than its heap says");
            return;
        }
        rest.skip(index == 0 ? length : header + (length + 7) / 8 * 8);
    }
    throw Refused{"text of variable length is missing from its heap"};
}

} // namespace h5pulse::h5::validation
