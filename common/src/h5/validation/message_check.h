// SPDX-License-Identifier: MIT
#pragma once

#include "h5/validation/bytes.h"
#include "h5/validation/datatype_check.h"

#include <optional>
#include <vector>

namespace h5pulse::h5::validation {

/// What the messages of one object state about the object, and the addresses they point to.
struct ObjectFacts
{
    struct Extent
    {
        std::uint64_t address = 0;
        std::uint64_t size = 0;
    };
    /// An object in a global heap.
    struct HeapObject
    {
        std::uint64_t address = 0;
        std::uint32_t index = 0;
        std::uint64_t size = 0;
    };
    /// Values of an attribute whose datatype is stored in another object.
    struct SharedValues
    {
        std::uint64_t type = 0;
        std::uint64_t elements = 0;
        std::uint64_t bytes = 0; ///< that the message contains
    };
    /// A version 2 B-tree and the fractal heap that its records point into.
    struct Index
    {
        std::uint64_t tree = 0;
        std::uint64_t heap = 0; ///< of names and attributes
        unsigned kind = 0;      ///< of the tree; of chunks 10 to 11, of their arrays 20 and more
    };

    std::optional<unsigned> rank{};
    std::optional<std::uint64_t> typeSize{};
    std::optional<std::uint64_t> elements{};
    std::optional<std::uint64_t> compactSize{};
    std::optional<std::uint64_t> fillSize{};
    std::optional<unsigned> chunkRank{}; ///< with one more for the element
    std::optional<std::uint64_t> chunkBytes{};
    unsigned filters = 0;
    std::optional<std::uint64_t> chunkElement{}; ///< bytes
    std::optional<std::uint64_t> chunkTree{};    ///< version 1 B-tree
    std::optional<std::uint64_t> sharedType{};   ///< object that holds the datatype
    std::vector<Extent> continuations{};
    std::vector<HeapObject> heapObjects{};
    std::vector<SharedValues> sharedValues{};
    std::vector<Index> indexes{};
};

/// Reads one message of an object header and throws Refused if it could crash HDF5 or make it open another
/// file. Format: HDF5 File Format Specification version 3, section IV.A.2.
void checkMessage(unsigned type, unsigned flags, Bytes message, const Widths& widths, ObjectFacts& facts);

/// The same for messages that fractal heaps can also contain.
void checkLink(Bytes message, const Widths& widths);
void checkAttribute(Bytes message, const Widths& widths, ObjectFacts& facts);

/// Throws Refused if the messages of one object contradict each other.
void checkTogether(const ObjectFacts& facts);

} // namespace h5pulse::h5::validation
