// SPDX-License-Identifier: MIT
#include "row_reading.h"

#include "interrupts.h"

#include <pybind11/pybind11.h>

#include <algorithm>
#include <complex>
#include <cstdint>
#include <stdexcept>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{32} << 20; ///< limit of one read, in bytes
/// For rows up to this size, reading a box costs as much as the whole row, and reading the rows between two
/// steps costs no more than another call.
constexpr std::size_t kMaxRowBytes = std::size_t{16} << 10;

void lookForInterrupt()
{
    if (!keepWaiting()) {
        const py::gil_scoped_acquire gil;
        throw py::error_already_set();
    }
}

std::size_t elementsOf(const std::vector<std::size_t>& size)
{
    std::size_t elements = 1;
    for (const std::size_t n : size) {
        elements *= n;
    }
    return elements;
}

/// Row-major index of the box's first element.
std::size_t offsetOf(const FieldInfo& field, const Box& box)
{
    std::size_t offset = 0;
    for (std::size_t i = 0; i < box.start.size(); ++i) {
        offset = offset * field.shape[i] + box.start[i];
    }
    return offset;
}

/// Copies the box of one row, dimension by dimension.
template <typename T>
T* copyBox(const FieldInfo& field, const Box& box, const T* row, T* target, std::size_t dimension = 0)
{
    if (dimension == field.shape.size()) {
        *target = *row;
        return target + 1;
    }
    std::size_t below = 1;
    for (std::size_t i = dimension + 1; i < field.shape.size(); ++i) {
        below *= field.shape[i];
    }
    row += box.start[dimension] * below;
    if (below == 1) {
        return std::copy_n(row, box.size[dimension], target);
    }
    for (std::size_t i = 0; i < box.size[dimension]; ++i) {
        target = copyBox(field, box, row + i * below, target, dimension + 1);
    }
    return target;
}

/// Calls read(first, count) for pieces of [0, count).
template <typename Read>
void inPieces(std::size_t count, std::size_t rowBytes, const Read& read)
{
    const std::size_t piece = std::max<std::size_t>(1, kPieceBytes / std::max<std::size_t>(1, rowBytes));
    for (std::size_t first = 0; first < count; first += piece) {
        if (first > 0) {
            lookForInterrupt();
        }
        read(first, std::min(piece, count - first));
    }
}

/// Reads whole rows and copies the requested box and steps from them.
template <typename T>
void throughRows(Reader& reader, const FieldInfo& field, const StepRange& steps, const Box& box, T* target)
{
    const std::size_t elements = field.components();
    std::vector<T> rows;
    inPieces(steps.count, elements * sizeof(T) * steps.stride, [&](std::size_t first, std::size_t count) {
        rows.resize(((count - 1) * steps.stride + 1) * elements);
        reader.readSteps(field.name, steps.first + first * steps.stride, rows.size() / elements, rows);
        for (std::size_t i = 0; i < count; ++i) {
            target = copyBox(field, box, rows.data() + i * steps.stride * elements, target);
        }
    });
}

template <typename T>
void oneByOne(Reader& reader, const FieldInfo& field, const StepRange& steps, const Box& box, T* target,
              std::size_t elements)
{
    const bool whole = elements == field.components();
    inPieces(steps.count, elements * sizeof(T), [&](std::size_t first, std::size_t count) {
        for (std::size_t i = first; i < first + count; ++i) {
            const std::size_t step = steps.first + i * steps.stride;
            const std::span<T> values(target + i * elements, elements);
            if (whole) {
                reader.readStep(field.name, step, values);
            } else {
                reader.readBox(field.name, step, box.start, box.size, values);
            }
        }
    });
}

} // namespace

template <typename T>
void readSteps(Reader& reader, const FieldInfo& field, const StepRange& steps, const Box& box,
               std::span<T> values)
{
    const std::size_t elements = elementsOf(box.size);
    if (box.size.size() != field.shape.size() || values.size() != steps.count * elements) {
        throw std::invalid_argument("field '" + field.name + "' has another shape than requested");
    }
    const std::size_t rowBytes = field.components() * sizeof(T);
    if (values.empty()) {
        return;
    }
    if (steps.stride == 1 && elements == field.components()) {
        inPieces(steps.count, rowBytes, [&](std::size_t first, std::size_t count) {
            reader.readSteps(field.name, steps.first + first, count,
                             values.subspan(first * elements, count * elements));
        });
    } else if (steps.stride == 1 && elements == 1) {
        inPieces(steps.count, rowBytes, [&](std::size_t first, std::size_t count) {
            reader.readComponent(field.name, offsetOf(field, box), steps.first + first, count,
                                 values.subspan(first, count));
        });
    } else if (rowBytes * steps.stride <= kMaxRowBytes) {
        throughRows(reader, field, steps, box, values.data());
    } else {
        oneByOne(reader, field, steps, box, values.data(), elements);
    }
}

template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&, std::span<float>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&, std::span<double>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&,
                        std::span<std::complex<float>>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&,
                        std::span<std::complex<double>>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&, std::span<std::int8_t>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&, std::span<std::int16_t>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&, std::span<std::int32_t>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&, std::span<std::int64_t>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&, std::span<std::uint8_t>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&, std::span<std::uint16_t>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&, std::span<std::uint32_t>);
template void readSteps(Reader&, const FieldInfo&, const StepRange&, const Box&, std::span<std::uint64_t>);

} // namespace h5pulse::python
