// SPDX-License-Identifier: MIT
#include "row_buffer.h"

#include "element_types.h"
#include "errors.h"

#include <pybind11/stl.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

constexpr std::size_t kMinBytes = 4096; ///< smallest allocation

FieldSpec specOf(const std::string& name, const std::vector<std::size_t>& shape, const std::string& type)
{
    FieldSpec spec;
    spec.name = name;
    spec.shape = shape;
    spec.type = elementTypeNamed(type);
    return spec;
}

PyObject* append(PyObject* self, PyObject* value)
{
    auto* buffer =
        reinterpret_cast<py::detail::instance*>(self)->get_value_and_holder().value_ptr<RowBuffer>();
    if (!buffer) {
        PyErr_SetString(PyExc_RuntimeError,
                        "this DataBuffer has not been opened: call DataBuffer(file, name)");
        return nullptr;
    }
    try {
        static_cast<RowBuffer*>(buffer)->append(value);
    } catch (...) {
        setPythonError();
        return nullptr;
    }
    Py_RETURN_NONE;
}

} // namespace

RowBuffer::RowBuffer(const std::string& name, const std::vector<std::size_t>& shape, const std::string& type)
    : m_field(specOf(name, shape, type), "to_row")
    , m_rowBytes(m_field.elements * sizeOf(m_field.type))
{
}

void RowBuffer::grow()
{
    const std::size_t least = std::max<std::size_t>(1, kMinBytes / m_rowBytes);
    const std::size_t rows = m_memory ? 2 * m_capacity : std::max(least, m_usual + 1);
    if (rows > std::numeric_limits<std::size_t>::max() / 2 / m_rowBytes) {
        throw std::bad_alloc();
    }
    void* moved = std::realloc(m_memory.get(), rows * m_rowBytes);
    if (!moved) {
        throw std::bad_alloc();
    }
    static_cast<void>(m_memory.release());
    m_memory.reset(moved);
    m_capacity = rows;
}

void RowBuffer::append(PyObject* value)
{
    ValueStore store;
    StepValues values = valuesOf(m_field, value, store);
    if (values.type == ElementType::Int64 && m_field.type == ElementType::Float64) {
        store.scalar.f8 = static_cast<double>(store.scalar.i8); // accepts an integer for a floating-point
                                                                // number, as h5py does
        values.type = ElementType::Float64;
    }
    if (values.type != m_field.type || values.rank != 0) {
        py::tuple shape(m_field.shape.size());
        for (std::size_t i = 0; i < m_field.shape.size(); ++i) {
            shape[i] = m_field.shape[i];
        }
        store.array =
            m_field.convert(m_field.name, py::handle(value), py::handle(m_field.dtype), shape, py::none());
        values.data = py::array(store.array).data();
    }
    if (m_rows == m_capacity) {
        grow();
    }
    std::memcpy(at(m_rows), values.data, m_rowBytes);
    ++m_rows;
}

py::array RowBuffer::arrayOf(Memory memory, py::ssize_t rows, bool block) const
{
    std::vector<py::ssize_t> shape;
    if (block) {
        shape.push_back(rows);
    }
    shape.insert(shape.end(), m_field.shape.begin(), m_field.shape.end());
    const py::capsule owner(memory.get(), [](void* data) { std::free(data); });
    void* data = memory.release();
    return py::array(py::reinterpret_borrow<py::dtype>(m_field.dtype), shape, data, owner);
}

py::array RowBuffer::row(std::size_t index) const
{
    if (index >= m_rows) {
        throw py::index_error("this buffer has " + std::to_string(m_rows) + " rows that wait to be flushed");
    }
    Memory copy(std::malloc(m_rowBytes));
    if (!copy) {
        throw std::bad_alloc();
    }
    std::memcpy(copy.get(), at(index), m_rowBytes);
    return arrayOf(std::move(copy), 1, false);
}

py::array RowBuffer::take()
{
    if (m_rows == 0) {
        std::vector<py::ssize_t> shape{0};
        shape.insert(shape.end(), m_field.shape.begin(), m_field.shape.end());
        return py::array(py::reinterpret_borrow<py::dtype>(m_field.dtype), shape);
    }
    const std::size_t rows = m_rows;
    m_usual = rows;
    m_rows = 0;
    m_capacity = 0;
    return arrayOf(std::move(m_memory), static_cast<py::ssize_t>(rows), true);
}

void bindRowBuffer(py::module_& module)
{
    py::class_<RowBuffer> type(module, "RowBuffer");
    type.def(py::init<const std::string&, const std::vector<std::size_t>&, const std::string&>(),
             py::arg("name"), py::arg("shape"), py::arg("dtype"))
        .def("__len__", &RowBuffer::size)
        .def("clear", &RowBuffer::clear)
        .def("_row", &RowBuffer::row, py::arg("index"))
        .def("_take", &RowBuffer::take);
    static PyMethodDef method{
        "append", append, METH_O,
        "append(value)\n--\n\nAdds a copy of one row, of the buffer's shape and dtype."};
    type.attr("append") = py::reinterpret_steal<py::object>(
        PyDescr_NewMethod(reinterpret_cast<PyTypeObject*>(type.ptr()), &method));
}

} // namespace h5pulse::python
