// SPDX-License-Identifier: MIT
#pragma once

#include "h5/validation/bytes.h"

namespace h5pulse::h5::validation {

/// What is known of a datatype.
struct Datatype
{
    unsigned kind = 0;      ///< class of the file format: 0 integer, 1 float, 3 text, 9 variable length, ...
    std::uint64_t size = 0; ///< of an element
    std::uint64_t base = 0; ///< of a variable length: size of the elements of its sequences
    bool nested = false;    ///< of a variable length: its elements hold addresses themselves
    bool holdsAddresses = false; ///< a variable length or a region reference, at any depth
};

/// Reads a datatype message and throws Refused where HDF5 might not survive it: names without end, members
/// outside their compound, bits outside their number. Format: HDF5 File Format Specification version 3,
/// section IV.A.2.d.
Datatype checkDatatype(Bytes& message, const Widths& widths, int depth = 0);

} // namespace h5pulse::h5::validation
