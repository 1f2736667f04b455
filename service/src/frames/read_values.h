// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/typed_values.h>

namespace h5pulse {

class Reader;

/// Reads a box of one step; see Reader::readBox(). Call on the thread that owns the reader. Throws what the reader throws.
TypedValues readTypedBox(Reader& reader, const FieldDescription& field, std::uint64_t step,
                         std::span<const std::size_t> start, std::span<const std::size_t> count);

/// Reads one component of steps [first, first + count).
TypedValues readTypedComponent(Reader& reader, const FieldDescription& field, std::uint64_t component,
                               std::uint64_t first, std::uint64_t count);

} // namespace h5pulse
