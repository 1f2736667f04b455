// SPDX-License-Identifier: MIT
#pragma once

#include "h5/validation/message_check.h"

#include <map>
#include <set>
#include <span>
#include <vector>

namespace h5pulse::h5::validation {

/// Checks the metadata of one open file before HDF5 uses it. HDF5 1.10 trusts the metadata, so that one
/// wrong number can end the process. The driver passes each block that HDF5 reads to check(), and to HDF5
/// only if check() accepts it.
///
/// It checks that nothing extends beyond its block, that trees have no loops, that related parts agree, and
/// that nothing refers to other files. Blocks with a wrong
/// checksum are passed on: HDF5 reads them again and then refuses them.
class MetadataValidator
{
public:
    enum class Use {
        ObjectHeader,
        OtherMetadata,
        Raw
    }; ///< heaps of elements of variable length count as raw

    /// @param descriptor  of the file, for parts of blocks that HDF5 reads later
    explicit MetadataValidator(int descriptor);

    /// Why the block must not reach HDF5; null: it may. `block` was read at `address`. It may be changed:
    /// text without a terminating zero gets one.
    const char* check(Use use, std::uint64_t address, std::span<unsigned char> block) noexcept;

private:
    struct Node
    {
        unsigned level = 0;
        unsigned chunkRank = 0;  ///< of trees of chunks
        std::uint64_t owner = 0; ///< their dataset
    };
    /// A node of a version 2 B-tree as its parent describes it.
    struct Node2
    {
        std::uint64_t header = 0;
        unsigned depth = 0;
        std::uint64_t records = 0;
    };
    struct Tree2
    {
        unsigned kind = 0;
        std::uint64_t nodeSize = 0;
        std::uint64_t recordSize = 0;
        std::vector<std::uint64_t> maximum{}; ///< records of a node, by depth
        std::vector<int> totalWidth{};        ///< bytes of the number of records below, by depth
        int countWidth = 1;
    };

    /// A fractal heap's table of blocks.
    struct Heap
    {
        std::uint64_t idSize, filters, maximumManaged, hugeTree, width, startSize, maximumDirect, bits, root,
            rows;
        int offsetWidth, lengthWidth;
        bool checksums;
    };
    /// State of a walk through an index of links or attributes.
    struct DenseWalk
    {
        std::uint64_t address; ///< of the heap
        Heap heap;
        std::size_t records = 0;
        std::map<std::uint64_t, std::vector<unsigned char>> blocks{};
        bool hugeKnown = false;
        /// Huge objects, which are stored outside of the heap, by number.
        std::map<std::uint64_t, ObjectFacts::Extent> huge{};
    };

    struct Index
    {
        std::uint64_t owner = 0;
        std::uint64_t heap = 0;
        unsigned kind = 0;
    };

    void look(Use use, std::uint64_t address, std::span<unsigned char> block);
    void endNames(std::uint64_t address, std::span<unsigned char> block) const;
    void superblock(std::uint64_t address, std::span<const unsigned char> block);
    std::uint64_t fileSize() const;
    std::vector<unsigned char> whole(std::uint64_t address, std::uint64_t size) const;

    void objectHeader(std::uint64_t address, std::span<const unsigned char> block);
    void oldObjectHeader(std::uint64_t address, std::span<const unsigned char> block);
    void continuation(std::uint64_t address, std::span<const unsigned char> block);
    void messages(std::uint64_t owner, bool old, bool ordered, std::span<const unsigned char> data);
    void lookIntoValues(ObjectFacts& found);
    std::uint64_t sharedTypeSize(std::uint64_t object);
    void readSharedType(std::uint64_t object);
    void remember(std::uint64_t owner, ObjectFacts& found);

    void tree(std::uint64_t address, Bytes block);
    void chunkKey(std::uint64_t owner, Bytes key) const;
    void localHeap(std::uint64_t address, Bytes block);
    void globalHeapObject(const ObjectFacts::HeapObject& object) const;
    std::uint64_t globalHeap(std::uint64_t address, std::span<const unsigned char> block) const;

    void tree2(std::uint64_t address, std::span<const unsigned char> block);
    void node2(std::uint64_t address, std::span<const unsigned char> block);
    struct TreeHeader
    {
        Tree2 tree{};
        unsigned depth = 0;
        std::uint64_t root = 0;
        std::uint64_t records = 0; ///< of the root
        std::uint64_t all = 0;
    };
    TreeHeader treeHeader(std::span<const unsigned char> block) const;
    std::vector<unsigned char> hugeObject(DenseWalk& walk, std::uint64_t number);
    void wholeIndex(const Tree2& tree, std::uint64_t root, unsigned depth, std::uint64_t count,
                    DenseWalk& walk);
    void denseRecord(const Tree2& tree, Bytes record, DenseWalk& walk);
    const std::vector<unsigned char>& heapBlock(DenseWalk& walk, std::uint64_t address, std::uint64_t size,
                                                bool direct) const;
    std::vector<unsigned char> heapObject(DenseWalk& walk, Bytes id) const;
    Heap heapHeader(std::uint64_t address) const;
    void requireRecordsOfChunks(const Tree2& tree, std::uint64_t owner) const;
    void fractalHeap(std::span<const unsigned char> block) const;
    void arrayHeader(std::span<const unsigned char> block) const;
    Heap parseHeap(std::span<const unsigned char> block) const;

    int m_descriptor;
    std::uint64_t m_base = 0; ///< of the addresses in the file
    Widths m_widths{};
    int m_nestedTypes = 0; ///< committed datatypes that are being read, each for the one before
    /// Where HDF5 reads on, right after a block of which it has read a part; 0: nowhere.
    std::uint64_t m_restAt = 0;
    std::map<std::uint64_t, ObjectFacts> m_objects; ///< by address of the object header
    std::map<std::uint64_t, std::uint32_t>
        m_accepted; ///< object headers: checksum of the last accepted contents
    struct Part
    {
        std::uint64_t owner = 0;
        std::uint64_t size = 0;
        bool old = false;
        bool ordered = false;
    };
    std::map<std::uint64_t, Part> m_parts;    ///< continuations of object headers
    std::map<std::uint64_t, Node> m_nodes;    ///< version 1 B-trees
    std::map<std::uint64_t, Node2> m_nodes2;  ///< version 2 B-trees
    std::map<std::uint64_t, Tree2> m_trees2;  ///< by address of the header
    std::map<std::uint64_t, Index> m_indexes; ///< fractal heap of a version 2 B-tree
    std::set<std::uint64_t> m_lastBytes;      ///< of local heaps
};

} // namespace h5pulse::h5::validation
