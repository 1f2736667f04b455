// SPDX-License-Identifier: MIT
#include "h5/validation/metadata_validator.h"

#include "bytes/little_endian.h"
#include "bytes/lookup3.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace h5pulse::h5::validation {

namespace {

/// Larger object headers, and larger single blocks of metadata, are refused.
constexpr std::uint64_t kMaxBlock = std::uint64_t{64} << 20;

bool startsWith(std::span<const unsigned char> block, std::string_view signature)
{
    return block.size() >= signature.size() &&
           std::memcmp(block.data(), signature.data(), signature.size()) == 0;
}

bool checksumHolds(std::span<const unsigned char> block)
{
    return block.size() > 4 &&
           lookup3(block.data(), block.size() - 4) == loadLittle(&block[block.size() - 4], 4);
}

bool isWidth(unsigned width)
{
    return width == 2 || width == 4 || width == 8;
}

} // namespace

MetadataValidator::MetadataValidator(int descriptor)
    : m_descriptor(descriptor)
{
}

const char* MetadataValidator::check(Use use, std::uint64_t address, std::span<unsigned char> block) noexcept
{
#ifdef H5PULSE_UNCHECKED
    return nullptr; // shows what HDF5 does with a file by itself: docs/hostile-files.md
#endif
    try {
        look(use, address, block);
        return nullptr;
    } catch (const Refused& refused) {
        return refused.reason;
    } catch (...) {
        return "there is not enough memory to look at it";
    }
}

void MetadataValidator::look(Use use, std::uint64_t address, std::span<unsigned char> block)
{
    const std::span<const unsigned char> data = block;
    const std::uint64_t at = address - m_base;
    const std::uint64_t restAt = std::exchange(m_restAt, 0);
    if (restAt == address && address != 0) {
        endNames(address, block);
        return; // checked together with its beginning
    }
    if (startsWith(data, "GCOL")) {
        if (globalHeap(address, data) > data.size()) {
            m_restAt = address + data.size();
        }
    }
    if (use == Use::Raw) {
        return;
    }
    if (startsWith(data, "\x89HDF\r\n\x1a\n")) {
        superblock(address, data);
    } else if (startsWith(data, "OHDR")) {
        objectHeader(address, data);
    } else if (startsWith(data, "TREE")) {
        tree(at, Bytes(data));
    } else if (startsWith(data, "HEAP")) {
        localHeap(address, Bytes(data));
    } else if (startsWith(data, "BTHD")) {
        tree2(at, data);
    } else if (startsWith(data, "BTLF") || startsWith(data, "BTIN")) {
        node2(at, data);
    } else if (startsWith(data, "FRHP")) {
        fractalHeap(data);
    } else if (startsWith(data, "EAHD") || startsWith(data, "FAHD")) {
        arrayHeader(data);
    } else if (const auto part = m_parts.find(at);
               part != m_parts.end() && block.size() == part->second.size) {
        continuation(address, data);
    } else if (use == Use::ObjectHeader && data.size() >= 16 && data[0] == 1) {
        oldObjectHeader(address, data);
    }
    endNames(address, block);
}

/// Names in local heaps end with a zero: writes one at the end of the heap.
void MetadataValidator::endNames(std::uint64_t address, std::span<unsigned char> block) const
{
    for (auto last = m_lastBytes.lower_bound(address);
         last != m_lastBytes.end() && *last - address < block.size(); ++last) {
        block[*last - address] = 0;
    }
}

void MetadataValidator::superblock(std::uint64_t address, std::span<const unsigned char> block)
{
    // HDF5 reads a part of the superblock first. With 2-byte addresses the superblock is short; with
    // 8-byte addresses it has at most 96 bytes.
    constexpr std::size_t enough = 96;
    const std::vector<unsigned char> all = whole(address, enough);
    block = all;
    const bool old = block[8] < 2;
    const unsigned addressWidth = block[old ? 13 : 9];
    const unsigned lengthWidth = block[old ? 14 : 10];
    require(isWidth(addressWidth) && isWidth(lengthWidth), "its addresses have an unknown size");
    m_base = address;
    m_widths = {static_cast<int>(addressWidth), static_cast<int>(lengthWidth)};
    require(!old || (loadLittle(&block[16], 2) > 0 && loadLittle(&block[18], 2) > 0),
            "its groups have no leaves");
}

std::uint64_t MetadataValidator::fileSize() const
{
    struct stat status = {};
    require(::fstat(m_descriptor, &status) == 0, "its size cannot be told");
    return static_cast<std::uint64_t>(status.st_size);
}

std::vector<unsigned char> MetadataValidator::whole(std::uint64_t address, std::uint64_t size) const
{
    const std::uint64_t end = fileSize();
    require(size <= kMaxBlock && size <= end && address <= end - size,
            "a part of the metadata lies outside the file");
    std::vector<unsigned char> bytes(size);
    require(::pread(m_descriptor, bytes.data(), size, static_cast<off_t>(address)) ==
                static_cast<ssize_t>(size),
            "a part of the metadata cannot be read");
    return bytes;
}

// ---- object headers

void MetadataValidator::objectHeader(std::uint64_t address, std::span<const unsigned char> block)
{
    Bytes prefix(block);
    prefix.skip(5);
    const unsigned flags = prefix.u8();
    prefix.skip((flags & 0x20U ? 16 : 0) + (flags & 0x10U ? 4 : 0));
    const std::uint64_t size = prefix.number(1 << (flags & 3U));
    const std::size_t begin = block.size() - prefix.left();
    std::vector<unsigned char> more;
    if (size > block.size() || begin + size + 4 > block.size()) {
        require(size < kMaxBlock, "an object header is too large");
        m_restAt = address + block.size();
        try {
            more = whole(address, begin + size + 4);
        } catch (const Refused&) {
            return; // a live file may not have it yet; HDF5 detects that
        }
        block = more;
    } else {
        block = block.first(begin + size + 4);
    }
    const auto checksum = static_cast<std::uint32_t>(loadLittle(&block[block.size() - 4], 4));
    const std::uint64_t owner = address - m_base;
    if (!checksumHolds(block) || (m_accepted.contains(owner) && m_accepted[owner] == checksum)) {
        return;
    }
    m_accepted.erase(owner);
    m_objects.erase(owner);
    messages(owner, false, (flags & 4U) != 0, block.subspan(begin, size));
    m_accepted[owner] = checksum;
}

void MetadataValidator::oldObjectHeader(std::uint64_t address, std::span<const unsigned char> block)
{
    constexpr std::size_t prefix = 16;
    const std::uint64_t size = loadLittle(&block[8], 4);
    std::vector<unsigned char> more;
    if (prefix + size > block.size()) {
        m_restAt = address + block.size();
        more = whole(address, prefix + size);
        block = more;
    }
    m_objects.erase(address - m_base);
    messages(address - m_base, true, false, block.subspan(prefix, size));
}

void MetadataValidator::continuation(std::uint64_t address, std::span<const unsigned char> block)
{
    const Part part = m_parts[address - m_base];
    std::vector<unsigned char> more;
    if (part.size > block.size()) {
        more = whole(address, part.size);
        block = more;
    }
    block = block.first(part.size);
    if (part.old) {
        messages(part.owner, true, false, block);
    } else if (block.size() >= 8 && startsWith(block, "OCHK") && checksumHolds(block)) {
        messages(part.owner, false, part.ordered, block.subspan(4, block.size() - 8));
    }
}

void MetadataValidator::messages(std::uint64_t owner, bool old, bool ordered,
                                 std::span<const unsigned char> data)
{
    ObjectFacts& facts = m_objects[owner];
    facts.continuations.clear();
    Bytes rest(data);
    const std::size_t prefix = old ? 8 : ordered ? 6 : 4;
    while (rest.left() >= prefix) {
        const unsigned type = old ? rest.u16() : rest.u8();
        const std::uint64_t size = rest.u16();
        const unsigned flags = rest.u8();
        rest.skip(prefix - (old ? 5 : 4));
        checkMessage(type, flags, Bytes(rest.take(size)), m_widths, facts);
    }
    for (const auto& [address, size] : facts.continuations) {
        // HDF5 allocates memory for it before it reads it.
        require(size <= kMaxBlock && size <= fileSize(), "an object header goes on outside the file");
        m_parts[address] = {owner, size, old, ordered};
    }
    checkTogether(facts);
    remember(owner, facts);
}

void MetadataValidator::remember(std::uint64_t owner, ObjectFacts& found)
{
    if (found.chunkTree && *found.chunkTree != m_widths.undefined()) {
        const auto [node, isNew] = m_nodes.try_emplace(*found.chunkTree, Node{~0U, *found.chunkRank, owner});
        require(isNew || node->second.owner == owner, "two datasets have the same chunks");
    }
    if (found.sharedType) {
        found.typeSize = sharedTypeSize(*found.sharedType);
        found.sharedType.reset();
        checkTogether(found);
    }
    lookIntoValues(found);
    for (const ObjectFacts::Index& index : found.indexes) {
        const Index mine{owner, index.heap, index.kind};
        const auto [known, isNew] = m_indexes.try_emplace(index.tree, mine);
        require(isNew || index.tree == m_widths.undefined() ||
                    (known->second.kind == mine.kind && known->second.owner == owner),
                "two objects have the same index");
        known->second = mine;
    }
    found.indexes.clear();
}

/// Checks the values of attributes that are stored elsewhere.
void MetadataValidator::lookIntoValues(ObjectFacts& found)
{
    for (const ObjectFacts::SharedValues& values : std::exchange(found.sharedValues, {})) {
        require(product(values.elements, sharedTypeSize(values.type)) <= values.bytes,
                "an attribute is longer than its message");
    }
    for (const ObjectFacts::HeapObject& object : std::exchange(found.heapObjects, {})) {
        globalHeapObject(object);
    }
}

/// Size of a committed datatype.
std::uint64_t MetadataValidator::sharedTypeSize(std::uint64_t object)
{
    if (!m_objects.contains(object)) {
        constexpr int maxNested = 16;
        require(m_nestedTypes < maxNested, "shared datatypes are nested too deeply");
        ++m_nestedTypes;
        try {
            readSharedType(object);
        } catch (...) {
            --m_nestedTypes;
            throw;
        }
        --m_nestedTypes;
    }
    const auto known = m_objects.find(object);
    require(known != m_objects.end() && known->second.typeSize.has_value(), "a shared datatype is none");
    return *known->second.typeSize;
}

/// Reads the header of a committed datatype and its continuations, up to the type.
void MetadataValidator::readSharedType(std::uint64_t object)
{
    constexpr int maxParts = 64;
    const std::uint64_t end = fileSize();
    const std::uint64_t at = object + m_base;
    require(at < end, "a shared datatype lies outside the file");
    std::vector<unsigned char> block = whole(at, std::min<std::uint64_t>(512, end - at));
    const std::uint64_t restAt = std::exchange(m_restAt, 0); // of the object that has this type
    look(Use::ObjectHeader, at, block);
    m_restAt = restAt;
    std::vector<ObjectFacts::Extent> next;
    for (int part = 0; part < maxParts; ++part) {
        const auto known = m_objects.find(object);
        if (known == m_objects.end() || known->second.typeSize) {
            return;
        }
        const auto& more = known->second.continuations;
        next.insert(next.end(), more.begin(), more.end());
        if (next.empty()) {
            return;
        }
        const auto [address, size] = next.back();
        next.pop_back();
        known->second.continuations.clear();
        continuation(address + m_base, whole(address + m_base, size));
    }
}

} // namespace h5pulse::h5::validation
