// SPDX-License-Identifier: MIT
#include "reader.h"

#include "element_types.h"
#include "errors.h"
#include "interrupts.h"
#include "row_reading.h"
#include "run_description.h"
#include "without_gil.h"

#include <h5pulse/progressive_reduction.h>

#include <chrono>
#include <utility>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

constexpr std::chrono::milliseconds kTurn{50}; ///< reading time between checks for Ctrl-C

py::array emptyArray(ElementType type, std::size_t count, const std::vector<std::size_t>& size)
{
    std::vector<py::ssize_t> shape{static_cast<py::ssize_t>(count)};
    shape.insert(shape.end(), size.begin(), size.end());
    return py::array(py::reinterpret_borrow<py::dtype>(dtypeOf(type)), shape);
}

} // namespace

PyReader::PyReader(const py::bytes& path, const ReaderOptions& options)
{
    const std::filesystem::path file = pathOf(path);
    withoutGil([&] { m_reader = std::make_unique<Reader>(file, options); });
}

PyReader::~PyReader()
{
    const py::error_scope kept;
    withoutGil([this] { m_reader.reset(); });
}

Reader& PyReader::open()
{
    if (!m_reader) {
        throw ClosedError("this Reader is closed: open the file again with Reader(path)");
    }
    return *m_reader;
}

void PyReader::close()
{
    const CallTurn turn(m_lock);
    withoutGil([this] { m_reader.reset(); });
}

Refresh PyReader::refresh()
{
    const CallTurn turn(m_lock);
    Reader& reader = open();
    return withoutGil([&] { return reader.refresh(); });
}

py::array PyReader::read(const std::string& field, std::size_t first, std::size_t count, std::size_t stride,
                         const std::vector<std::size_t>& start, const std::vector<std::size_t>& size)
{
    const CallTurn turn(m_lock);
    Reader& reader = open();
    const FieldInfo& info = reader.field(field);
    py::array result = emptyArray(info.type, count, size);
    visitElementType(info.type, [&]<typename T>(std::type_identity<T>) {
        const std::span<T> values(static_cast<T*>(result.mutable_data()),
                                  static_cast<std::size_t>(result.size()));
        withoutGil([&] { readSteps(reader, info, {first, count, stride}, {start, size}, values); });
    });
    return result;
}

std::optional<py::array> PyReader::readStep(const std::string& field, std::size_t step)
{
    const CallTurn turn(m_lock);
    Reader& reader = open();
    const FieldInfo& info = reader.field(field);
    if (step >= reader.steps(field)) {
        return std::nullopt;
    }
    py::array result(py::reinterpret_borrow<py::dtype>(dtypeOf(info.type)),
                     std::vector<py::ssize_t>(info.shape.begin(), info.shape.end()));
    visitElementType(info.type, [&]<typename T>(std::type_identity<T>) {
        const std::span<T> values(static_cast<T*>(result.mutable_data()),
                                  static_cast<std::size_t>(result.size()));
        withoutGil([&] { reader.readStep(field, step, values); });
    });
    return result;
}

py::array PyReader::readAt(const std::string& field, const std::vector<std::size_t>& steps,
                           const std::vector<std::size_t>& start, const std::vector<std::size_t>& size)
{
    const CallTurn turn(m_lock);
    Reader& reader = open();
    const FieldInfo& info = reader.field(field);
    py::array result = emptyArray(info.type, steps.size(), size);
    const std::size_t elements = steps.empty() ? 0 : static_cast<std::size_t>(result.size()) / steps.size();
    visitElementType(info.type, [&]<typename T>(std::type_identity<T>) {
        T* target = static_cast<T*>(result.mutable_data());
        withoutGil([&] {
            for (std::size_t i = 0; i < steps.size();) {
                std::size_t count = 1; // consecutive steps
                while (i + count < steps.size() && steps[i + count] == steps[i] + count) {
                    ++count;
                }
                readSteps(reader, info, {steps[i], count, 1}, {start, size},
                          std::span<T>(target + i * elements, count * elements));
                i += count;
            }
        });
    });
    return result;
}

py::array PyReader::readTimes(std::size_t first, std::size_t count)
{
    const CallTurn turn(m_lock);
    Reader& reader = open();
    auto* times = new std::vector<double>();
    const py::capsule owner(times, [](void* data) { delete static_cast<std::vector<double>*>(data); });
    withoutGil([&] { *times = reader.readTimes(first, count); });
    return py::array_t<double>(static_cast<py::ssize_t>(times->size()), times->data(), owner);
}

std::size_t PyReader::stepAt(double time)
{
    const CallTurn turn(m_lock);
    Reader& reader = open();
    return withoutGil([&] { return reader.stepAt(time); });
}

std::optional<AxisInfo> PyReader::axis(const std::string& field, std::size_t dimension)
{
    const CallTurn turn(m_lock);
    Reader& reader = open();
    return withoutGil([&] { return reader.axis(field, dimension); });
}

bool PyReader::hasOverview(const std::string& field)
{
    const CallTurn turn(m_lock);
    Reader& reader = open();
    return withoutGil([&] { return reader.hasOverview(field); });
}

Reduction PyReader::reduce(const std::string& field, std::size_t firstComponent, std::size_t components,
                           std::size_t first, std::size_t count, std::size_t bins, Part part)
{
    const CallTurn turn(m_lock);
    Reader& reader = open();
    return withoutGil(
        [&] { return reader.reduce(field, firstComponent, components, first, count, bins, part); });
}

Reduction PyReader::reduceAll(const std::string& field, std::size_t firstComponent, std::size_t components,
                              std::size_t bins, Part part)
{
    const CallTurn turn(m_lock);
    Reader& reader = open();
    ProgressiveReduction reduction(field, firstComponent, components, part, bins);
    while (withoutGil([&] { return reduction.wantsMore(reader); })) {
        withoutGil([&] { reduction.advance(reader, kTurn); });
        if (PyErr_CheckSignals() != 0) {
            throw py::error_already_set();
        }
    }
    return reduction.result();
}

} // namespace h5pulse::python
