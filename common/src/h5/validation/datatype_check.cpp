// SPDX-License-Identifier: MIT
#include "h5/validation/datatype_check.h"

#include <algorithm>
#include <bit>
#include <hdf5.h>
#include <utility>
#include <vector>

namespace h5pulse::h5::validation {

namespace {

constexpr int kMaxDepth = 16;

/// Version 4 came with HDF5 1.12 for new references; h5py with that HDF5 uses it for all compounds in
/// files with libver="latest". Other types are as in version 3. Older HDF5 refuses version 4.
constexpr unsigned kNewestVersion = H5_VERSION_GE(1, 12, 0) ? 4 : 3;

enum TypeClass : unsigned {
    Integer,
    Float,
    TimeOfDay,
    Text,
    Bits,
    Opaque,
    Compound,
    Reference,
    Enumeration,
    VariableLength,
    Array
};

struct Header
{
    unsigned version;
    unsigned flags;
    std::uint64_t size;
};

void checkBits(Bytes& message, const Header& header)
{
    const std::uint64_t offset = message.u16();
    const std::uint64_t precision = message.u16();
    require(precision > 0 && offset + precision <= 8 * header.size, "a number type has bits outside itself");
}

void checkFloat(Bytes& message, const Header& header)
{
    checkBits(message, header);
    const std::uint64_t bits = 8 * header.size;
    const unsigned exponentAt = message.u8();
    const unsigned exponent = message.u8();
    const unsigned mantissaAt = message.u8();
    const unsigned mantissa = message.u8();
    message.skip(4);
    require((header.flags >> 4 & 3U) != 3 && (header.flags >> 8 & 0xFFU) < bits && exponent > 0 &&
                exponent <= 32 && mantissa > 0 && exponentAt + exponent <= bits &&
                mantissaAt + mantissa <= bits,
            "a floating-point type has parts outside itself");
}

void skipName(Bytes& message, const Header& header)
{
    const std::size_t size = message.skipText();
    if (header.version < 3) {
        message.skip((8 - size % 8) % 8);
    }
}

void checkCompound(Bytes& message, const Header& header, const Widths& widths, int depth, Datatype& type)
{
    const unsigned members = header.flags & 0xFFFFU;
    const int offsetWidth = (std::bit_width(header.size) - 1) / 8 + 1;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> parts;
    require(members > 0, "a compound type has no members");
    for (unsigned i = 0; i < members; ++i) {
        skipName(message, header);
        const std::uint64_t offset = message.number(header.version >= 3 ? offsetWidth : 4);
        std::uint64_t count = 1;
        if (header.version == 1) {
            const unsigned rank = message.u8();
            require(rank <= 4, "an array type has too many dimensions");
            message.skip(11);
            for (unsigned d = 0; d < 4; ++d) {
                const std::uint32_t size = message.u32();
                count = d < rank ? product(count, size) : count;
            }
        }
        const Datatype member = checkDatatype(message, widths, depth + 1);
        type.holdsAddresses = type.holdsAddresses || member.holdsAddresses;
        parts.emplace_back(offset, product(count, member.size));
    }
    std::sort(parts.begin(), parts.end());
    std::uint64_t end = 0;
    for (const auto& [offset, size] : parts) {
        require(offset >= end && size > 0 && size <= header.size && offset <= header.size - size,
                "a compound type has members outside itself or over each other");
        end = offset + size;
    }
}

void checkEnumeration(Bytes& message, const Header& header, const Widths& widths, int depth)
{
    const unsigned members = header.flags & 0xFFFFU;
    const Datatype base = checkDatatype(message, widths, depth + 1);
    require(base.kind == Integer && base.size == header.size && members > 0,
            "an enumeration has no integers");
    for (unsigned i = 0; i < members; ++i) {
        skipName(message, header);
    }
    message.skip(product(members, base.size));
}

void checkArray(Bytes& message, const Header& header, const Widths& widths, int depth, Datatype& type)
{
    const unsigned rank = message.u8();
    // By the format, arrays came with version 2. HDF5 reads them in messages of version 1 too, and such files exist.
    require(rank > 0 && rank <= 32, "an array type has a wrong number of dimensions");
    message.skip(header.version < 3 ? 3 : 0);
    std::uint64_t count = 1;
    for (unsigned i = 0; i < rank; ++i) {
        count = product(count, message.u32());
    }
    message.skip(header.version < 3 ? 4 * rank : 0);
    const Datatype base = checkDatatype(message, widths, depth + 1);
    type.holdsAddresses = base.holdsAddresses;
    require(product(count, base.size) == header.size, "an array type has another size than its elements");
}

void checkVariableLength(Bytes& message, const Header& header, const Widths& widths, int depth,
                         Datatype& type)
{
    const Datatype base = checkDatatype(message, widths, depth + 1);
    require((header.flags & 0xFU) <= 1 && header.size == 8U + static_cast<unsigned>(widths.address),
            "a type of variable length has a wrong size");
    type.base = base.size;
    type.nested = base.holdsAddresses;
    type.holdsAddresses = true;
}

} // namespace

Datatype checkDatatype(Bytes& message, const Widths& widths, int depth)
{
    const std::uint32_t word = message.u32();
    const Header header{word >> 4 & 0xFU, word >> 8, message.u32()};
    Datatype type{.kind = word & 0xFU, .size = header.size};
    require(header.version >= 1 && header.version <= (type.kind == Reference ? 4U : kNewestVersion),
            "a type has an unknown version");
    require(header.size > 0 && depth < kMaxDepth, "a type has no size, or too many levels");
    switch (type.kind) {
    case Integer:
    case Bits:
        checkBits(message, header);
        break;
    case Float:
        checkFloat(message, header);
        break;
    case TimeOfDay:
        message.skip(2);
        break;
    case Text:
        break;
    case Reference:
        // To an object: its address; to a region: an address in a global heap and a number there. Version 4
        // has more.
        require(header.version == 4 ||
                    ((header.flags & 0xFU) <= 1 &&
                     header.size >= static_cast<unsigned>(widths.address) + (header.flags & 1U ? 4 : 0)),
                "a reference type has a wrong size");
        type.holdsAddresses = header.version == 4 || (header.flags & 1U) != 0;
        break;
    case Opaque:
        message.skip(header.flags & 0xFFU);
        break;
    case Compound:
        checkCompound(message, header, widths, depth, type);
        break;
    case Enumeration:
        checkEnumeration(message, header, widths, depth);
        break;
    case VariableLength:
        checkVariableLength(message, header, widths, depth, type);
        break;
    case Array:
        checkArray(message, header, widths, depth, type);
        break;
    default:
        throw Refused{"a type is of an unknown kind"};
    }
    return type;
}

} // namespace h5pulse::h5::validation
