// SPDX-License-Identifier: MIT
// Version 2 B-trees, the fractal heaps that they point into, and the arrays that index chunks.
#include "h5/gate/metadata_gate.h"

#include <algorithm>
#include <bit>

namespace h5pulse::h5::gate {

namespace {

constexpr std::uint64_t kLinkNames = 5, kLinkOrder = 6, kAttributeNames = 8, kAttributeOrder = 9;
constexpr unsigned kNodeOverhead = 10;

int widthOf(std::uint64_t limit)
{
    return (static_cast<int>(std::bit_width(limit)) - 1) / 8 + 1;
}

std::uint64_t recordSizeOf(unsigned kind, std::uint64_t said)
{
    switch (kind) {
    case kLinkNames:
        return 11;
    case kLinkOrder:
        return 15;
    case kAttributeNames:
        return 17;
    case kAttributeOrder:
        return 13;
    default:
        return said;
    }
}

} // namespace

/// A fractal heap's table of blocks.
struct MetadataGate::Heap
{
    std::uint64_t idSize, filters, maximumManaged, width, startSize, maximumDirect, bits, root, rows;
    int offsetWidth, lengthWidth;
    bool checksums;
};

MetadataGate::Heap MetadataGate::parseHeap(std::span<const unsigned char> block) const
{
    Bytes data(block);
    data.skip(5);
    Heap heap{};
    heap.idSize = data.u16();
    heap.filters = data.u16();
    heap.checksums = (data.u8() & 2U) != 0;
    heap.maximumManaged = data.u32();
    data.skip(static_cast<unsigned>(10 * m_widths.length + 2 * m_widths.address));
    heap.width = data.u16();
    heap.startSize = data.number(m_widths.length);
    heap.maximumDirect = data.number(m_widths.length);
    heap.bits = data.u16();
    data.skip(2);
    heap.root = data.number(m_widths.address);
    heap.rows = data.u16();
    require(heap.filters == 0, "a heap of names is compressed");
    require(std::has_single_bit(heap.width) && std::has_single_bit(heap.startSize) &&
                std::has_single_bit(heap.maximumDirect) && heap.width <= 1024 && heap.startSize >= 64 &&
                heap.startSize <= heap.maximumDirect && heap.maximumDirect <= std::uint64_t{1} << 26 &&
                heap.bits <= 64 && heap.maximumManaged > 0 && heap.maximumManaged <= heap.maximumDirect,
            "a heap of names has impossible sizes");
    const auto first = static_cast<unsigned>(std::countr_zero(heap.startSize) + std::countr_zero(heap.width));
    require(heap.bits >= first && heap.rows <= heap.bits - first + 1 &&
                heap.bits > std::bit_width(heap.maximumDirect),
            "a heap of names has impossible sizes");
    heap.offsetWidth = static_cast<int>((heap.bits + 7) / 8);
    heap.lengthWidth = std::min(static_cast<int>(std::bit_width(heap.maximumDirect) - 1 + 7) / 8,
                                widthOf(heap.maximumManaged));
    require(heap.idSize >= 1U + static_cast<unsigned>(heap.offsetWidth + heap.lengthWidth) &&
                heap.idSize <= 64,
            "a heap of names has impossible identifiers");
    return heap;
}

void MetadataGate::fractalHeap(std::span<const unsigned char> block) const
{
    static_cast<void>(parseHeap(block));
}

void MetadataGate::tree2(std::uint64_t address, std::span<const unsigned char> block)
{
    const std::size_t size =
        16 + static_cast<unsigned>(m_widths.address) + 2 + static_cast<unsigned>(m_widths.length);
    if (block.size() < size + 4 || lookup3(block.data(), size) != loadLittle(&block[size], 4)) {
        return;
    }
    Bytes data(block);
    data.skip(5);
    Tree2 tree{.kind = data.u8(), .nodeSize = data.u32(), .recordSize = data.u16()};
    const unsigned depth = data.u16();
    data.skip(2);
    const std::uint64_t root = data.number(m_widths.address);
    const std::uint64_t records = data.u16();
    require(tree.nodeSize >= 32 && tree.nodeSize <= 1U << 24 && tree.recordSize > 0 &&
                tree.recordSize == recordSizeOf(tree.kind, tree.recordSize) && depth <= 12,
            "a B-tree has impossible sizes");
    std::uint64_t total = (tree.nodeSize - kNodeOverhead) / tree.recordSize;
    require(total > 1, "a B-tree has impossible sizes");
    tree.maximum.push_back(total);
    tree.totalWidth.push_back(0);
    tree.countWidth = widthOf(total);
    for (unsigned i = 1; i <= depth; ++i) {
        const auto pointer =
            static_cast<std::uint64_t>(m_widths.address + tree.countWidth + tree.totalWidth.back());
        require(tree.nodeSize > kNodeOverhead + pointer, "a B-tree has impossible sizes");
        tree.maximum.push_back((tree.nodeSize - kNodeOverhead - pointer) / (tree.recordSize + pointer));
        require(tree.maximum.back() > 1, "a B-tree has impossible sizes");
        total = product(tree.maximum.back() + 1, total) + tree.maximum.back();
        tree.totalWidth.push_back(widthOf(total));
    }
    require(records <= tree.maximum[depth], "a B-tree has too many records");
    m_trees2[address] = tree;
    // The tree of a live file may have changed.
    std::erase_if(m_nodes2, [&](const auto& node) { return node.second.header == address; });
    if (root != m_widths.undefined()) {
        place(root, Kind::Node2);
        const auto [node, isNew] = m_nodes2.try_emplace(root, Node2{address, depth, records});
        require(isNew, "two B-trees have the same root");
    }
}

void MetadataGate::node2(std::uint64_t address, std::span<const unsigned char> block)
{
    const auto known = m_nodes2.find(address);
    if (known == m_nodes2.end()) {
        throw Refused{"a B-tree node belongs to no tree"};
    }
    const Node2 node = known->second;
    const Tree2 tree = m_trees2.at(node.header);
    const auto pointer = static_cast<std::uint64_t>(
        node.depth > 0 ? m_widths.address + tree.countWidth + tree.totalWidth[node.depth - 1] : 0);
    const std::uint64_t size =
        6 + node.records * tree.recordSize + (node.depth > 0 ? (node.records + 1) * pointer : 0);
    require(size + 4 <= tree.nodeSize && block.size() >= size + 4, "a B-tree node is too short");
    if (lookup3(block.data(), size) != loadLittle(&block[size], 4)) {
        return;
    }
    Bytes data(block);
    data.skip(6);
    records2(tree, node.header, Bytes(data.take(node.records * tree.recordSize)), node.records);
    for (std::uint64_t i = 0; node.depth > 0 && i <= node.records; ++i) {
        const std::uint64_t child = data.number(m_widths.address);
        const std::uint64_t count = data.number(tree.countWidth);
        data.skip(static_cast<std::uint64_t>(tree.totalWidth[node.depth - 1]));
        require(count <= tree.maximum[node.depth - 1], "a B-tree has too many records");
        place(child, Kind::Node2);
        const auto [other, isNew] = m_nodes2.try_emplace(child, Node2{node.header, node.depth - 1, count});
        require(other->second.header == node.header && other->second.depth + 1 == node.depth,
                "a B-tree has a loop");
        other->second.records = count;
    }
}

/// Links and attributes that stand in a fractal heap.
void MetadataGate::records2(const Tree2& tree, std::uint64_t header, Bytes records, std::uint64_t count)
{
    const bool links = tree.kind == kLinkNames || tree.kind == kLinkOrder;
    const bool attributes = tree.kind == kAttributeNames || tree.kind == kAttributeOrder;
    if (!links && !attributes) {
        return;
    }
    const auto owner = m_heapOf.find(header);
    require(owner != m_heapOf.end(), "an index of names belongs to no object");
    const auto headerSize = static_cast<unsigned>(22 + 12 * m_widths.length + 3 * m_widths.address);
    const Heap heap = parseHeap(whole(owner->second + m_base, headerSize));
    for (std::uint64_t i = 0; i < count; ++i) {
        Bytes record(records.take(tree.recordSize));
        record.skip(tree.kind == kLinkNames ? 4 : tree.kind == kLinkOrder ? 8 : 0);
        if (attributes && (record.data()[0] & 0x30U) == 0x10U) {
            continue; // an attribute above 64 KiB is stored on its own
        }
        const std::vector<unsigned char> object = heapObject(heap, record);
        ObjectFacts facts;
        if (links) {
            checkLink(Bytes(object), m_widths, facts);
        } else {
            checkAttribute(Bytes(object), m_widths, facts);
        }
        place(facts);
        for (const ObjectFacts::HeapObject& text : facts.heapObjects) {
            globalHeapObject(text);
        }
    }
}

/// A managed object of a fractal heap. Format: section III.G, "Disk Format: Level 1G - Fractal Heap".
std::vector<unsigned char> MetadataGate::heapObject(const Heap& heap, Bytes id) const
{
    require((id.u8() & 0xF0U) == 0, "a name is stored in a way that is not read here");
    std::uint64_t offset = id.number(heap.offsetWidth);
    const std::uint64_t length = id.number(heap.lengthWidth);
    require(length > 0 && length <= heap.maximumManaged, "a name has an impossible length");
    const unsigned prefix =
        5 + static_cast<unsigned>(m_widths.address + heap.offsetWidth) + (heap.checksums ? 4 : 0);
    std::uint64_t block = heap.root;
    std::uint64_t size = heap.startSize;
    for (std::uint64_t rows = heap.rows; rows > 0;) {
        // Rows 0 and 1 have blocks of the first size, each row after them blocks of twice the size before.
        std::uint64_t row = 0;
        std::uint64_t rowSize = heap.startSize;
        while (offset >= product(rowSize, heap.width)) {
            offset -= rowSize * heap.width;
            rowSize = row == 0 ? rowSize : product(rowSize, 2);
            require(++row < rows, "a name lies outside its heap");
        }
        const std::uint64_t entry = row * heap.width + offset / rowSize;
        offset %= rowSize;
        const auto width = static_cast<unsigned>(m_widths.address);
        const auto child = whole(
            block + m_base + 5 + width + static_cast<unsigned>(heap.offsetWidth) + entry * width, width);
        block = loadLittle(child.data(), m_widths.address);
        size = rowSize;
        const auto indirect = rowSize > heap.maximumDirect;
        const int bits = std::countr_zero(rowSize) - std::countr_zero(heap.startSize * heap.width);
        rows = indirect ? static_cast<std::uint64_t>(std::max(bits, 0)) + 1 : 0;
        require(!indirect || bits >= 0, "a heap of names has impossible sizes");
    }
    require(block != m_widths.undefined() && offset >= prefix && length <= size && offset <= size - length,
            "a name lies outside its heap");
    return whole(block + m_base + offset, length);
}

void MetadataGate::arrayHeader(std::span<const unsigned char> block) const
{
    Bytes data(block);
    const bool fixed = data.take(4)[0] == 'F';
    data.skip(1);
    const unsigned client = data.u8();
    const unsigned element = data.u8();
    const auto width = static_cast<unsigned>(m_widths.address);
    require(client <= 1 && (client == 0 ? element == width : element > width + 4 && element <= width + 12),
            "an index of chunks has impossible sizes");
    const unsigned bits = data.u8();
    if (fixed) {
        const std::uint64_t elements = data.number(m_widths.length);
        require(bits > 0 && bits < 32 && product(elements, element) < std::uint64_t{1} << 40,
                "an index of chunks has impossible sizes");
        return;
    }
    data.skip(1);
    const unsigned perBlock = data.u8();
    const unsigned perSuper = data.u8();
    const unsigned pageBits = data.u8();
    require(bits > 0 && bits <= 64 && std::has_single_bit(perBlock) && std::has_single_bit(perSuper) &&
                perSuper >= 2 && pageBits <= bits && static_cast<int>(bits) >= std::countr_zero(perBlock),
            "an index of chunks has impossible sizes");
}

} // namespace h5pulse::h5::gate
