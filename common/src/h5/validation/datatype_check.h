// SPDX-License-Identifier: MIT
#pragma once

#include "h5/validation/bytes.h"

namespace h5pulse::h5::validation {

/// Properties of a datatype.
struct Datatype
{
    unsigned kind = 0;      ///< class of the file format: 0 integer, 1 float, 3 text, 9 variable length, ...
    std::uint64_t size = 0; ///< of an element
    std::uint64_t base = 0; ///< of a variable-length type: size of the elements of its sequences
    bool nested = false;    ///< of a variable-length type: its elements hold addresses themselves
    bool holdsAddresses = false; ///< contains a variable-length type or a region reference, at any depth
};

/// Reads a datatype message and throws Refused if it could crash HDF5: names without end, members
/// outside their compound, bits outside their number. Format: HDF5 File Format Specification version 3,
/// section IV.A.2.d.
Datatype checkDatatype(Bytes& message, const Widths& widths, int depth = 0);

} // namespace h5pulse::h5::validation
