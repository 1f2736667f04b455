// SPDX-License-Identifier: MIT
#pragma once

#include "field_values.h"

#include <pybind11/numpy.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace h5pulse::python {

/// C++ part of DataBuffer: rows of one field, copied one after the other into memory. All calls hold the GIL,
/// which makes them thread-safe.
class RowBuffer
{
public:
    RowBuffer(const std::string& name, const std::vector<std::size_t>& shape, const std::string& type);

    void append(PyObject* value);
    std::size_t size() const noexcept { return m_rows; }
    void clear() noexcept { m_rows = 0; }
    /// Returns a copy of row `index` as an array of the field's shape. Throws IndexError if it does not
    /// exist.
    pybind11::array row(std::size_t index) const;
    /// Returns all rows as an array of shape (size(), *shape) that owns them, and empties the buffer.
    pybind11::array take();

private:
    struct Free
    {
        void operator()(void* data) const noexcept { std::free(data); }
    };
    using Memory = std::unique_ptr<void, Free>;

    char* at(std::size_t row) const noexcept { return static_cast<char*>(m_memory.get()) + row * m_rowBytes; }
    /// Allocates room for one more row.
    void grow();
    pybind11::array arrayOf(Memory memory, pybind11::ssize_t rows, bool block) const;

    FieldType m_field;
    std::size_t m_rowBytes;
    Memory m_memory;
    std::size_t m_capacity = 0; ///< in rows
    std::size_t m_usual = 0;    ///< rows at the last take(), as a guess for the next one
    std::size_t m_rows = 0;
};

void bindRowBuffer(pybind11::module_& module);

} // namespace h5pulse::python
