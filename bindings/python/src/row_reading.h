// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace h5pulse::python {

/// A part of each step: `size` elements from `start` on along each dimension of the field's shape.
struct Box
{
    std::vector<std::size_t> start;
    std::vector<std::size_t> size;
};

/// Steps first, first + stride, ...: `count` of them.
struct StepRange
{
    std::size_t first = 0;
    std::size_t count = 0;
    std::size_t stride = 1;
};

/// Reads a box of each of these steps, row-major and step after step, into `values`, which is of the field's
/// own type. A long range is read in pieces, each within Reader's limits of time and memory; between them
/// Ctrl-C is looked for. The GIL is not held. Throws what Reader throws, or pybind11::error_already_set.
template <typename T>
void readSteps(Reader& reader, const FieldInfo& field, const StepRange& steps, const Box& box,
               std::span<T> values);

} // namespace h5pulse::python
