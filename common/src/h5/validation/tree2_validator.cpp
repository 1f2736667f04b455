// SPDX-License-Identifier: MIT
// Version 2 B-trees, the fractal heaps that they point into, and the arrays that index chunks.
#include "bytes/little_endian.h"
#include "bytes/lookup3.h"
#include "h5/validation/metadata_validator.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace h5pulse::h5::validation {

namespace {

constexpr unsigned kHuge = 1, kLinkNames = 5, kLinkOrder = 6, kAttributeNames = 8, kAttributeOrder = 9;
constexpr unsigned kNodeOverhead = 10;
// HDF5 itself uses 32 and 10; larger values make its blocks large.
constexpr unsigned kMaxBits = 32, kMaxPageBits = 16;
constexpr std::size_t kMaxDense = 1'000'000;

int widthOf(std::uint64_t limit)
{
    return (static_cast<int>(std::bit_width(limit)) - 1) / 8 + 1;
}

std::uint64_t recordSizeOf(unsigned kind, std::uint64_t declared)
{
    switch (kind) {
    case kHuge:
        return 24;
    case kLinkNames:
        return 11;
    case kLinkOrder:
        return 15;
    case kAttributeNames:
        return 17;
    case kAttributeOrder:
        return 13;
    default:
        return declared;
    }
}

} // namespace

MetadataValidator::Heap MetadataValidator::parseHeap(std::span<const unsigned char> block) const
{
    Bytes data(block);
    data.skip(5);
    Heap heap{};
    heap.idSize = data.u16();
    heap.filters = data.u16();
    heap.checksums = (data.u8() & 2U) != 0;
    heap.maximumManaged = data.u32();
    data.skip(static_cast<unsigned>(m_widths.length));
    heap.hugeTree = data.number(m_widths.address);
    data.skip(static_cast<unsigned>(6 * m_widths.length + m_widths.address));
    const std::uint64_t hugeObjects = data.number(m_widths.length);
    data.skip(static_cast<unsigned>(2 * m_widths.length));
    // HDF5 deletes an empty tree in its cache, even for a file opened read-only; closing the file then
    // fails.
    require((hugeObjects > 0) == (heap.hugeTree != m_widths.undefined()),
            "a heap of names has an empty tree");
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
                heap.bits > static_cast<unsigned>(std::bit_width(heap.maximumDirect)),
            "a heap of names has impossible sizes");
    heap.offsetWidth = static_cast<int>((heap.bits + 7) / 8);
    heap.lengthWidth = std::min(static_cast<int>(std::bit_width(heap.maximumDirect) - 1 + 7) / 8,
                                widthOf(heap.maximumManaged));
    require(heap.idSize >= 1U + static_cast<unsigned>(heap.offsetWidth + heap.lengthWidth) &&
                heap.idSize <= 64,
            "a heap of names has impossible identifiers");
    return heap;
}

/// The header of the tree, as HDF5 will read it.
MetadataValidator::Heap MetadataValidator::heapHeader(std::uint64_t address) const
{
    const auto size = static_cast<unsigned>(22 + 12 * m_widths.length + 3 * m_widths.address);
    const std::vector<unsigned char> header = whole(address + m_base, size + 4);
    require(loadLittle(header.data(), 5) == 0x50485246U && // "FRHP", version 0
                lookup3(header.data(), size) == loadLittle(&header[size], 4),
            "a heap of names is damaged");
    return parseHeap(header);
}

void MetadataValidator::requireRecordsOfChunks(const Tree2& tree, std::uint64_t owner) const
{
    if (tree.kind < 10) {
        return;
    }
    const auto object = m_objects.find(owner);
    require(object != m_objects.end() && object->second.chunkRank &&
                (object->second.filters > 0) == (tree.kind == 11),
            "a B-tree of chunks belongs to no dataset");
    const std::uint64_t plain =
        static_cast<unsigned>(m_widths.address) + 8ULL * (*object->second.chunkRank - 1);
    require(tree.kind == 10 ? tree.recordSize == plain
                            : tree.recordSize > plain + 4 && tree.recordSize <= plain + 12,
            "a B-tree has impossible sizes");
}

void MetadataValidator::fractalHeap(std::span<const unsigned char> block) const
{
    static_cast<void>(parseHeap(block));
}

/// Checks the header of a version 2 B-tree, but not the contents of its records.
MetadataValidator::TreeHeader MetadataValidator::treeHeader(std::span<const unsigned char> block) const
{
    Bytes data(block);
    data.skip(5);
    TreeHeader header;
    Tree2& tree = header.tree;
    tree.kind = data.u8();
    tree.nodeSize = data.u32();
    tree.recordSize = data.u16();
    header.depth = data.u16();
    data.skip(2);
    header.root = data.number(m_widths.address);
    header.records = data.u16();
    header.all = data.number(m_widths.length);
    require(tree.nodeSize >= 32 && tree.nodeSize <= 1U << 24 && tree.recordSize > 0 &&
                tree.recordSize == recordSizeOf(tree.kind, tree.recordSize) && header.depth <= 12,
            "a B-tree has impossible sizes");
    std::uint64_t total = (tree.nodeSize - kNodeOverhead) / tree.recordSize;
    require(total > 1, "a B-tree has impossible sizes");
    tree.maximum.push_back(total);
    tree.totalWidth.push_back(0);
    tree.countWidth = widthOf(total);
    for (unsigned i = 1; i <= header.depth; ++i) {
        const auto pointer =
            static_cast<std::uint64_t>(m_widths.address + tree.countWidth + tree.totalWidth.back());
        require(tree.nodeSize > kNodeOverhead + pointer, "a B-tree has impossible sizes");
        tree.maximum.push_back((tree.nodeSize - kNodeOverhead - pointer) / (tree.recordSize + pointer));
        require(tree.maximum.back() > 1, "a B-tree has impossible sizes");
        total = product(tree.maximum.back() + 1, total) + tree.maximum.back();
        tree.totalWidth.push_back(widthOf(total));
    }
    require(header.records <= tree.maximum[header.depth], "a B-tree has too many records");
    return header;
}

void MetadataValidator::tree2(std::uint64_t address, std::span<const unsigned char> block)
{
    const auto size = static_cast<std::size_t>(18 + m_widths.address + m_widths.length);
    if (block.size() < size + 4 || lookup3(block.data(), size) != loadLittle(&block[size], 4)) {
        return;
    }
    const TreeHeader header = treeHeader(block);
    const unsigned kind = header.tree.kind;
    const auto index = m_indexes.find(address);
    require(index != m_indexes.end() &&
                (kind == index->second.kind || (kind == 11 && index->second.kind == 10)),
            "a B-tree belongs to no object");
    requireRecordsOfChunks(header.tree, index->second.owner);
    m_trees2[address] = header.tree;
    // The tree of a live file may have changed.
    std::erase_if(m_nodes2, [&](const auto& node) { return node.second.header == address; });
    if (header.root != m_widths.undefined()) {
        const auto [node, isNew] =
            m_nodes2.try_emplace(header.root, Node2{address, header.depth, header.records});
        require(isNew, "two B-trees have the same root");
    }
    if (kind == kLinkNames || kind == kLinkOrder || kind == kAttributeNames || kind == kAttributeOrder) {
        DenseWalk walk{index->second.heap, heapHeader(index->second.heap)};
        if (header.root != m_widths.undefined()) {
            wholeIndex(header.tree, header.root, header.depth, header.records, walk);
        }
        require(walk.records == header.all, "an index of names has another length than it says");
    }
}

/// A fractal heap stores an object above 64 KiB separately; a B-tree maps its number to its address.
std::vector<unsigned char> MetadataValidator::hugeObject(DenseWalk& walk, std::uint64_t number)
{
    if (!std::exchange(walk.hugeKnown, true)) {
        const std::uint64_t at = walk.heap.hugeTree;
        require(at != m_widths.undefined(), "an attribute is missing from its heap");
        const auto size = static_cast<std::size_t>(18 + m_widths.address + m_widths.length);
        const std::vector<unsigned char> block = whole(at + m_base, size + 4);
        require(loadLittle(block.data(), 4) == 0x44485442 && // "BTHD"
                    lookup3(block.data(), size) == loadLittle(&block[size], 4),
                "an index of attributes is damaged");
        const TreeHeader header = treeHeader(block);
        require(header.tree.kind == kHuge, "an index of attributes is of an unknown kind");
        m_indexes.try_emplace(at, Index{walk.address, 0, kHuge});
        if (header.root != m_widths.undefined()) {
            wholeIndex(header.tree, header.root, header.depth, header.records, walk);
        }
    }
    const auto found = walk.huge.find(number);
    require(found != walk.huge.end(), "an attribute is missing from its heap");
    return whole(found->second.address + m_base, found->second.size);
}

void MetadataValidator::node2(std::uint64_t address, std::span<const unsigned char> block)
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
    data.skip(node.records * tree.recordSize);
    for (std::uint64_t i = 0; node.depth > 0 && i <= node.records; ++i) {
        const std::uint64_t child = data.number(m_widths.address);
        const std::uint64_t count = data.number(tree.countWidth);
        data.skip(static_cast<std::uint64_t>(tree.totalWidth[node.depth - 1]));
        require(count <= tree.maximum[node.depth - 1], "a B-tree has too many records");
        const auto [other, isNew] = m_nodes2.try_emplace(child, Node2{node.header, node.depth - 1, count});
        require(other->second.header == node.header && other->second.depth + 1 == node.depth,
                "a B-tree has a loop");
        other->second.records = count;
    }
}

/// Checks a complete index of links or attributes. HDF5 builds a table of all of them, and after an error
/// in the middle it frees entries that it has not filled in. So HDF5 must not begin.
void MetadataValidator::wholeIndex(const Tree2& tree, std::uint64_t root, unsigned depth, std::uint64_t count,
                                   DenseWalk& walk)
{
    const auto pointer = static_cast<std::uint64_t>(
        depth > 0 ? m_widths.address + tree.countWidth + tree.totalWidth[depth - 1] : 0);
    const std::uint64_t size = 6 + count * tree.recordSize + (depth > 0 ? (count + 1) * pointer : 0);
    require(count <= tree.maximum[depth] && size + 4 <= tree.nodeSize, "a B-tree has too many records");
    const std::vector<unsigned char> node = whole(root + m_base, size + 4);
    const unsigned char* signature = depth > 0 ? reinterpret_cast<const unsigned char*>("BTIN")
                                               : reinterpret_cast<const unsigned char*>("BTLF");
    require(std::equal(signature, signature + 4, node.begin()) && node[4] == 0 && node[5] == tree.kind &&
                lookup3(node.data(), size) == loadLittle(&node[size], 4),
            "an index of names is damaged");
    Bytes data(node);
    data.skip(6);
    Bytes records(data.take(count * tree.recordSize));
    for (std::uint64_t i = 0; i < count; ++i) {
        denseRecord(tree, Bytes(records.take(tree.recordSize)), walk);
    }
    for (std::uint64_t i = 0; depth > 0 && i <= count; ++i) {
        const std::uint64_t child = data.number(m_widths.address);
        const std::uint64_t below = data.number(tree.countWidth);
        data.skip(static_cast<std::uint64_t>(tree.totalWidth[depth - 1]));
        wholeIndex(tree, child, depth - 1, below, walk);
    }
}

void MetadataValidator::denseRecord(const Tree2& tree, Bytes record, DenseWalk& walk)
{
    if (tree.kind == kHuge) {
        const std::uint64_t at = record.number(m_widths.address);
        const std::uint64_t size = record.number(m_widths.length);
        walk.huge[record.number(m_widths.length)] = {at, size};
        return;
    }
    const bool links = tree.kind == kLinkNames || tree.kind == kLinkOrder;
    require(++walk.records <= kMaxDense, "a group or an object has too many names");
    record.skip(tree.kind == kLinkNames ? 4 : tree.kind == kLinkOrder ? 8 : 0);
    // HDF5 searches for an attribute that is marked as shared in a heap that does not exist.
    require(links || (record.data()[8] & 2U) == 0, "an attribute is shared in a way that is not read here");
    std::vector<unsigned char> object;
    if ((record.data()[0] & 0xF0U) == 0x10U) {
        record.skip(1);
        require(!links, "a link is too long");
        object = hugeObject(walk, record.number(7));
    } else {
        object = heapObject(walk, record);
    }
    if (links) {
        checkLink(Bytes(object), m_widths);
    } else {
        ObjectFacts facts;
        checkAttribute(Bytes(object), m_widths, facts);
        lookIntoValues(facts);
    }
}

/// A complete block of a fractal heap; each block is read once.
const std::vector<unsigned char>& MetadataValidator::heapBlock(DenseWalk& walk, std::uint64_t address,
                                                               std::uint64_t size, bool direct) const
{
    const auto known = walk.blocks.find(address);
    if (known != walk.blocks.end()) {
        require(known->second.size() == size, "a heap of names has blocks over each other");
        return known->second;
    }
    std::vector<unsigned char> block = whole(address + m_base, size);
    Bytes prefix(block);
    const auto signature = prefix.u32();
    require(signature == (direct ? 0x42444846U : 0x42494846U) && prefix.u8() == 0 && // "FHDB", "FHIB"
                prefix.number(m_widths.address) == walk.address,
            "a heap of names is damaged");
    std::vector<unsigned char> summed = block;
    const std::size_t sumAt =
        direct ? 5U + static_cast<unsigned>(m_widths.address + walk.heap.offsetWidth) : size - 4;
    if (direct) {
        std::fill_n(summed.begin() + static_cast<std::ptrdiff_t>(sumAt), walk.heap.checksums ? 4 : 0, 0);
    }
    require((direct && !walk.heap.checksums) ||
                lookup3(summed.data(), direct ? size : size - 4) == loadLittle(&block[sumAt], 4),
            "a heap of names is damaged");
    return walk.blocks.emplace(address, std::move(block)).first->second;
}

/// A managed object of a fractal heap. Format: section III.G, "Disk Format: Level 1G - Fractal Heap".
std::vector<unsigned char> MetadataValidator::heapObject(DenseWalk& walk, Bytes id) const
{
    const Heap& heap = walk.heap;
    const auto width = static_cast<unsigned>(m_widths.address);
    require((id.u8() & 0xF0U) == 0, "a name is stored in a way that is not read here");
    std::uint64_t offset = id.number(heap.offsetWidth);
    const std::uint64_t length = id.number(heap.lengthWidth);
    require(length > 0 && length <= heap.maximumManaged, "a name has an impossible length");
    const unsigned prefix = 5 + width + static_cast<unsigned>(heap.offsetWidth);
    std::uint64_t block = heap.root;
    std::uint64_t size = heap.startSize;
    for (std::uint64_t rows = heap.rows; rows > 0;) {
        // Rows 0 and 1 have blocks of the first size, each row after them blocks of twice the size before.
        std::uint64_t row = 0;
        size = heap.startSize;
        while (offset >= product(size, heap.width)) {
            offset -= size * heap.width;
            size = row == 0 ? size : product(size, 2);
            require(++row < rows, "a name lies outside its heap");
        }
        const std::uint64_t entry = row * heap.width + offset / size;
        offset %= size;
        const auto& table = heapBlock(walk, block, prefix + rows * heap.width * width + 4, false);
        block = loadLittle(&table[prefix + entry * width], m_widths.address);
        const int below = std::countr_zero(size) - std::countr_zero(heap.startSize * heap.width);
        require(size <= heap.maximumDirect || below >= 0, "a heap of names has impossible sizes");
        rows = size > heap.maximumDirect ? static_cast<std::uint64_t>(below) + 1 : 0;
    }
    require(block != m_widths.undefined() && offset >= prefix + (heap.checksums ? 4 : 0) && length <= size &&
                offset <= size - length,
            "a name lies outside its heap");
    const auto& data = heapBlock(walk, block, size, true);
    const auto first = data.begin() + static_cast<std::ptrdiff_t>(offset);
    return {first, first + static_cast<std::ptrdiff_t>(length)};
}

void MetadataValidator::arrayHeader(std::span<const unsigned char> block) const
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
        const bool isThere = data.number(m_widths.address) != m_widths.undefined();
        require(bits > 0 && bits <= kMaxPageBits && (!isThere || product(elements, element) <= fileSize()),
                "an index of chunks has impossible sizes");
        return;
    }
    data.skip(1);
    const unsigned perBlock = data.u8();
    const unsigned perSuper = data.u8();
    const unsigned pageBits = data.u8();
    require(bits > 0 && bits <= kMaxBits && std::has_single_bit(perBlock) && std::has_single_bit(perSuper) &&
                perSuper >= 2 && pageBits <= std::min(bits, kMaxPageBits) &&
                static_cast<int>(bits) >= std::countr_zero(perBlock),
            "an index of chunks has impossible sizes");
}

} // namespace h5pulse::h5::validation
