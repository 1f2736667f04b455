// SPDX-License-Identifier: MIT
#pragma once

#include "call_lock.h"
#include "field_values.h"

#include <h5pulse/writer.h>

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <vector>

namespace h5pulse::python {

/// C++ part of h5pulse.Writer: a Writer, the names and types of its fields, and the lock of its calls.
class PyWriter
{
public:
    /// @param run     a new run, or what a resumed run must match; None: any run
    PyWriter(const pybind11::bytes& path, const pybind11::object& run, const pybind11::dict& options,
             bool resume);
    ~PyWriter();
    PyWriter(const PyWriter&) = delete;
    PyWriter& operator=(const PyWriter&) = delete;

    /// Takes the arguments of CPython's vectorcall: append(t, [mapping], *, name=value, ...).
    void append(PyObject* const* arguments, pybind11::ssize_t count, PyObject* names);
    void appendMany(const pybind11::object& times, const pybind11::object& values,
                    const pybind11::kwargs& named);

    void commit();
    void pause();
    void close();
    void fail(const std::string& reason);
    void stop(const std::string& reason);

    bool closed() const noexcept { return m_closed; }
    Writer& writer() const noexcept { return *m_writer; }
    /// (name, shape, dtype, units, long_name, axes) of each field.
    pybind11::list fields() const;

private:
    void requireOpen(const char* tried) const;
    void appendGathered(double t);
    std::vector<StepValues> gatherBlock(pybind11::ssize_t steps, const pybind11::object& values,
                                        const pybind11::kwargs& named);
    template <typename Call>
    void end(Call&& call);

    void takeNamed(PyObject* const* values, PyObject* names);
    void takeMapping(PyObject* mapping);
    void takeOne(PyObject* name, PyObject* value);
    std::size_t indexOf(PyObject* name) const;
    [[noreturn]] void refuseNames(const pybind11::object& given) const;

    CallLock m_lock;
    std::unique_ptr<Writer> m_writer;
    std::vector<FieldType> m_fields;
    std::size_t m_stepBytes = 0;
    bool m_background;
    bool m_closed = false;

    // State of the current append.
    std::vector<StepValues> m_values;
    std::vector<ValueStore> m_stores;
    std::size_t m_taken = 0;
    pybind11::object m_names{};         ///< names of the last append: a call in a loop always passes the same
                                        ///< tuple
    std::vector<std::size_t> m_order{}; ///< indices of the fields with these names
};

void bindWriter(pybind11::module_& module);

} // namespace h5pulse::python
