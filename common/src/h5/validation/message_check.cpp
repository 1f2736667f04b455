// SPDX-License-Identifier: MIT
#include "h5/validation/message_check.h"

#include "h5/validation/layout_check.h"

#include <algorithm>

namespace h5pulse::h5::validation {

namespace {

enum Type : unsigned {
    Dataspace = 0x01,
    LinkInfo = 0x02,
    TypeOfElements = 0x03,
    OldFill = 0x04,
    Fill = 0x05,
    Link = 0x06,
    ExternalFiles = 0x07,
    Layout = 0x08,
    GroupInfo = 0x0A,
    Filters = 0x0B,
    AttributeMessage = 0x0C,
    Comment = 0x0D,
    OldTime = 0x0E,
    SharedTable = 0x0F,
    Continuation = 0x10,
    SymbolTable = 0x11,
    Time = 0x12,
    DriverInfo = 0x14,
    AttributeInfo = 0x15,
    CacheImage = 0x18
};

constexpr unsigned kExternalLink = 64;

struct Space
{
    unsigned rank = 0;
    std::uint64_t elements = 1;
};

Space checkDataspace(Bytes& message, const Widths& widths)
{
    Space space;
    const unsigned version = message.u8();
    space.rank = message.u8();
    const unsigned flags = message.u8();
    const unsigned kind = message.u8();
    require(version >= 1 && version <= 2 && space.rank <= 32, "a dataspace is of an unknown kind");
    message.skip(version == 1 ? 4 : 0);
    require(version == 1 || (kind <= 2 && (kind == 1 || space.rank == 0)), "a dataspace has a wrong rank");
    space.elements = version == 2 && kind == 2 ? 0 : 1;
    std::vector<std::uint64_t> extent;
    for (unsigned i = 0; i < space.rank; ++i) {
        extent.push_back(message.number(widths.length));
        space.elements = product(space.elements, extent.back());
    }
    for (unsigned i = 0; i < space.rank && (flags & 1U) != 0; ++i) {
        require(message.number(widths.length) >= extent[i], "a dataspace is larger than its maximum");
    }
    return space;
}

/// Address of the object that contains a shared message. Shared message heaps are not read.
std::uint64_t sharedIn(Bytes& message, const Widths& widths)
{
    const unsigned version = message.u8();
    const unsigned kind = message.u8();
    require(version >= 1 && version <= 3 && (version < 3 || kind == 2),
            "a message is shared in an unknown way");
    message.skip(version == 1 ? 6U + static_cast<unsigned>(widths.length) : 0);
    return message.number(widths.address);
}

void checkFill(unsigned type, Bytes& message, ObjectFacts& facts)
{
    std::uint64_t size = 0;
    if (type == OldFill) {
        size = message.u32();
    } else {
        const unsigned version = message.u8();
        require(version >= 1 && version <= 3, "a fill value has an unknown version");
        const unsigned flags = message.u8();
        if (version == 3) {
            require((flags & 0xC0U) == 0 && (flags & 0x30U) != 0x30U, "a fill value has unknown flags");
            size = flags & 0x20U ? message.u32() : 0;
        } else {
            message.skip(1);
            size = message.u8() != 0 ? message.u32() : 0;
            size = size == 0xFFFFFFFFU ? 0 : size; // version 1: not defined
        }
    }
    message.skip(size);
    if (size > 0) {
        // A dataset may have a fill value in each of two messages.
        require(!facts.fillSize || facts.fillSize == size, "a fill value has another size than the elements");
        facts.fillSize = size;
    }
}

void checkIndexInfo(unsigned type, Bytes& message, const Widths& widths, ObjectFacts& facts)
{
    message.skip(1);
    const unsigned flags = message.u8();
    message.skip(flags & 1U ? (type == LinkInfo ? 8 : 2) : 0);
    const std::uint64_t heap = message.number(widths.address);
    for (unsigned i = 0; i < (flags & 2U ? 2U : 1U); ++i) {
        const std::uint64_t tree = message.number(widths.address);
        facts.indexes.push_back({tree, heap, (type == LinkInfo ? 5 : 8) + i});
    }
}

void checkContinuation(Bytes& message, const Widths& widths, ObjectFacts& facts)
{
    const std::uint64_t address = message.number(widths.address);
    const std::uint64_t size = message.number(widths.length);
    require(size > 0, "a continuation of an object header is empty");
    facts.continuations.push_back({address, size});
    require(facts.continuations.size() < 10'000, "an object header has too many parts");
}

} // namespace

void checkLink(Bytes message, const Widths& widths)
{
    const unsigned version = message.u8();
    const unsigned flags = message.u8();
    require(version == 1 && (flags & 0xE0U) == 0, "a link is of an unknown version");
    const unsigned kind = flags & 8U ? message.u8() : 0;
    require(kind <= 1 || kind >= 64, "a link is of an unknown kind");
    message.skip(flags & 4U ? 8 : 0);
    require((flags & 16U) == 0 || message.u8() <= 1, "a link has an unknown character set");
    const std::uint64_t length = message.number(1 << (flags & 3U));
    require(length > 0, "a link has no name");
    message.skip(length);
    if (kind == 0) {
        message.skip(static_cast<unsigned>(widths.address));
    } else {
        Bytes value(message.take(message.u16()));
        if (kind == kExternalLink) {
            // HDF5 reads it even when it only lists the link: flags, file name, object name.
            value.skip(1);
            value.skipText();
            value.skipText();
        }
    }
}

void checkAttribute(Bytes message, const Widths& widths, ObjectFacts& facts)
{
    const unsigned version = message.u8();
    const unsigned flags = message.u8();
    require(version >= 1 && version <= 3, "an attribute has an unknown version");
    const bool sharedType = version >= 2 && (flags & 1U) != 0;
    require(version == 1 || (flags & 0xFEU) == 0, "an attribute has unknown flags");
    const std::size_t nameSize = message.u16();
    const std::size_t typeSize = message.u16();
    const std::size_t spaceSize = message.u16();
    message.skip(version >= 3 ? 1 : 0);
    const auto padded = [&](std::size_t size) { return version == 1 ? (size + 7) / 8 * 8 : size; };
    require(Bytes(message).skipText() == nameSize,
            "the name of an attribute has another length than is said");
    message.skip(padded(nameSize));
    Bytes typePart(message.take(padded(typeSize)));
    Datatype type;
    std::uint64_t typeAt = 0;
    if (sharedType) {
        typeAt = sharedIn(typePart, widths);
    } else {
        type = checkDatatype(typePart, widths);
    }
    Bytes spacePart(message.take(padded(spaceSize)));
    const Space space = checkDataspace(spacePart, widths);
    if (sharedType) {
        facts.sharedValues.push_back({typeAt, space.elements, message.left()});
        return;
    }
    constexpr unsigned variableLength = 9;
    Bytes data(message.take(product(space.elements, type.size)));
    while (type.kind == variableLength && !type.nested && data.left() > 0) {
        const std::uint64_t count = data.u32();
        const std::uint64_t address = data.number(widths.address);
        const std::uint32_t index = data.u32();
        if (count > 0 && address != 0) {
            facts.heapObjects.push_back({address, index, product(count, type.base)});
        }
    }
}

void checkMessage(unsigned type, unsigned flags, Bytes message, const Widths& widths, ObjectFacts& facts)
{
    if (flags & 2U) {
        require(type == TypeOfElements, "a message is shared that should not be");
        facts.sharedType = sharedIn(message, widths);
        return;
    }
    switch (type) {
    case Dataspace: {
        const Space space = checkDataspace(message, widths);
        facts.rank = space.rank;
        facts.elements = space.elements;
        break;
    }
    case TypeOfElements:
        facts.typeSize = checkDatatype(message, widths).size;
        break;
    case OldFill:
    case Fill:
        checkFill(type, message, facts);
        break;
    case Link:
        checkLink(message, widths);
        break;
    case ExternalFiles:
        throw Refused{"its data is in other files, which are not opened"};
    case Layout:
        checkLayout(message, widths, facts);
        break;
    case Filters:
        facts.filters = checkFilters(message);
        break;
    case AttributeMessage:
        checkAttribute(message, widths, facts);
        break;
    case LinkInfo:
    case AttributeInfo:
        checkIndexInfo(type, message, widths, facts);
        break;
    case GroupInfo: {
        message.skip(1);
        const unsigned parts = message.u8();
        message.skip((parts & 1U ? 4 : 0) + (parts & 2U ? 4 : 0));
        break;
    }
    case Comment:
        message.skipText();
        break;
    case OldTime:
        message.skip(16);
        break;
    case Time:
        message.skip(8);
        break;
    case Continuation:
        checkContinuation(message, widths, facts);
        break;
    case SymbolTable:
        message.skip(2 * static_cast<unsigned>(widths.address));
        break;
    case SharedTable:
    case DriverInfo:
    case CacheImage:
        throw Refused{"it uses a part of the format that is not read here"};
    default:
        break;
    }
}

void checkTogether(const ObjectFacts& facts)
{
    require(!facts.fillSize || !facts.typeSize || facts.fillSize == facts.typeSize,
            "a fill value has another size than the elements");
    require(!facts.compactSize || !facts.elements || !facts.typeSize ||
                *facts.compactSize >= product(*facts.elements, *facts.typeSize),
            "a dataset is larger than its data");
    require(!facts.chunkRank || !facts.rank || *facts.chunkRank == *facts.rank + 1,
            "chunks have another number of dimensions than their dataset");
    require(!facts.chunkElement || !facts.typeSize || facts.chunkElement == facts.typeSize,
            "chunks have elements of another size than their dataset");
}

} // namespace h5pulse::h5::validation
