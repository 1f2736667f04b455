// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/reader.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace h5pulse::python {

/// A part of each step: `size` elements from `start` along each dimension of the field's shape.
struct Box
{
    std::vector<std::size_t> start;
    std::vector<std::size_t> size;
};

/// The `count` steps first, first + stride, ...
struct StepRange
{
    std::size_t first = 0;
    std::size_t count = 0;
    std::size_t stride = 1;
};

/// Reads a box of each of these steps into `values`, row-major, step after step, in the field's own type. It
/// reads a long range in pieces, each within the Reader's limits of time and memory, and checks for Ctrl-C
/// between them. The GIL is not held. Throws what Reader throws, or pybind11::error_already_set.
template <typename T>
void readSteps(Reader& reader, const FieldInfo& field, const StepRange& steps, const Box& box,
               std::span<T> values);

} // namespace h5pulse::python
