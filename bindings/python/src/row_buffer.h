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

/// Rows of one field that are collected in memory, copied one after the other: what DataBuffer is in C++. The
/// GIL, which is held in all calls, keeps threads apart.
class RowBuffer
{
public:
    RowBuffer(const std::string& name, const std::vector<std::size_t>& shape, const std::string& type);

    void append(PyObject* value);
    std::size_t size() const noexcept { return m_rows; }
    void clear() noexcept { m_rows = 0; }
    /// A copy of row `index`, an array of the field's shape. IndexError where there is none.
    pybind11::array row(std::size_t index) const;
    /// All rows, as an array of the shape (size(), *shape) that owns them; the buffer is empty afterwards.
    pybind11::array take();

private:
    struct Free
    {
        void operator()(void* data) const noexcept { std::free(data); }
    };
    using Memory = std::unique_ptr<void, Free>;

    char* at(std::size_t row) const noexcept { return static_cast<char*>(m_memory.get()) + row * m_rowBytes; }
    /// Room for one more row.
    void grow();
    pybind11::array arrayOf(Memory memory, pybind11::ssize_t rows, bool block) const;

    FieldType m_field;
    std::size_t m_rowBytes;
    Memory m_memory;
    std::size_t m_capacity = 0; ///< in rows
    std::size_t m_usual = 0;    ///< rows at the last take(): likely as many as will come until the next
    std::size_t m_rows = 0;
};

void bindRowBuffer(pybind11::module_& module);

} // namespace h5pulse::python
