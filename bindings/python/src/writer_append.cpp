// SPDX-License-Identifier: MIT
#include "errors.h"
#include "without_gil.h"
#include "writer.h"

#include <span>
#include <stdexcept>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

/// Copying more than this takes long enough that other threads should run meanwhile.
constexpr std::size_t kMinBytesToLetGo = std::size_t{1} << 20;

double timeOf(PyObject* t)
{
    if (PyFloat_CheckExact(t)) {
        return PyFloat_AS_DOUBLE(t);
    }
    const double value = PyFloat_AsDouble(t);
    if (value == -1.0 && PyErr_Occurred()) {
        PyErr_Clear();
        py::module_::import("h5pulse._convert").attr("refuse_time")(py::handle(t));
        throw py::error_already_set();
    }
    return value;
}

/// Releases the kept arguments at the end of an append, however it ends.
class Forget
{
public:
    explicit Forget(std::vector<ValueStore>& stores)
        : m_stores(stores)
    {
    }
    ~Forget()
    {
        for (ValueStore& store : m_stores) {
            store.array = py::object();
        }
    }
    Forget(const Forget&) = delete;
    Forget& operator=(const Forget&) = delete;

private:
    std::vector<ValueStore>& m_stores;
};

} // namespace

void PyWriter::append(PyObject* const* arguments, py::ssize_t count, PyObject* names)
{
    const CallTurn turn(m_lock);
    requireOpen("cannot append");
    if (count < 1 || count > 2) {
        throw py::type_error("append takes the time, then the fields by name: append(t, y=y, energy=e)");
    }
    const double t = timeOf(arguments[0]);
    const Forget forget(m_stores);
    m_taken = 0;
    for (StepValues& values : m_values) {
        values.data = nullptr;
    }
    if (count == 2) {
        takeMapping(arguments[1]);
    }
    if (names) {
        takeNamed(arguments + count, names);
    }
    if (m_taken != m_fields.size()) {
        py::list given;
        for (std::size_t i = 0; i < m_fields.size(); ++i) {
            if (m_values[i].data) {
                given.append(m_fields[i].name);
            }
        }
        refuseNames(given);
    }
    appendGathered(t);
}

void PyWriter::appendGathered(double t)
{
    if (m_background && m_stepBytes < kMinBytesToLetGo && m_writer->room() > 0) {
        m_writer->appendStep(t, m_values);
    } else {
        withoutGil([&] { m_writer->appendStep(t, m_values); });
    }
}

void PyWriter::takeNamed(PyObject* const* values, PyObject* names)
{
    const py::ssize_t count = PyTuple_GET_SIZE(names);
    if (names != m_names.ptr()) {
        m_names = py::object();
        std::vector<std::size_t> order;
        for (py::ssize_t i = 0; i < count; ++i) {
            const std::size_t index = indexOf(PyTuple_GET_ITEM(names, i));
            if (index == m_fields.size()) {
                refuseNames(py::reinterpret_borrow<py::object>(names));
            }
            order.push_back(index);
        }
        m_order = std::move(order);
        m_names = py::reinterpret_borrow<py::object>(names);
    }
    for (py::ssize_t i = 0; i < count; ++i) {
        const std::size_t index = m_order[static_cast<std::size_t>(i)];
        if (m_values[index].data) {
            takeOne(PyTuple_GET_ITEM(names, i), values[i]); // also refuses fields that the mapping contains
        }
        m_values[index] = valuesOf(m_fields[index], values[i], m_stores[index]);
        ++m_taken;
    }
}

void PyWriter::takeMapping(PyObject* mapping)
{
    if (!PyDict_Check(mapping)) {
        throw py::type_error("append takes the fields by name: append(t, y=y, energy=e), or "
                             "append(t, {\"y\": y}), but got a " +
                             std::string(Py_TYPE(mapping)->tp_name) + " by position");
    }
    for (const auto& [name, value] : py::reinterpret_borrow<py::dict>(mapping)) {
        takeOne(name.ptr(), value.ptr());
    }
}

void PyWriter::takeOne(PyObject* name, PyObject* value)
{
    const std::size_t index = indexOf(name);
    if (index == m_fields.size()) {
        py::list given;
        given.append(py::handle(name));
        refuseNames(given);
    }
    if (m_values[index].data) {
        throw py::type_error("append got field '" + std::string(m_fields[index].name) + "' twice");
    }
    m_values[index] = valuesOf(m_fields[index], value, m_stores[index]);
    ++m_taken;
}

/// Index of the field; the number of fields if the name is unknown.
std::size_t PyWriter::indexOf(PyObject* name) const
{
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        if (m_fields[i].name.ptr() == name) {
            return i;
        }
    }
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const int equal = PyObject_RichCompareBool(m_fields[i].name.ptr(), name, Py_EQ);
        if (equal < 0) {
            throw py::error_already_set();
        }
        if (equal > 0) {
            return i;
        }
    }
    return m_fields.size();
}

void PyWriter::refuseNames(const py::object& given) const
{
    py::list names;
    for (const FieldType& field : m_fields) {
        names.append(field.name);
    }
    py::module_::import("h5pulse._convert").attr("refuse_names")(names, given);
    throw std::invalid_argument("the names of the fields do not match");
}

void PyWriter::appendMany(const py::object& times, const py::object& values, const py::kwargs& named)
{
    const CallTurn turn(m_lock);
    requireOpen("cannot append");
    const py::array block = timesOf(times);
    const Forget forget(m_stores);
    const std::vector<StepValues> list = gatherBlock(block.shape(0), values, named);
    const std::span<const double> ts(static_cast<const double*>(block.data()),
                                     static_cast<std::size_t>(block.shape(0)));
    if (!ts.empty()) {
        withoutGil([&] { m_writer->appendSteps(ts, list); });
    }
}

std::vector<StepValues> PyWriter::gatherBlock(py::ssize_t steps, const py::object& values,
                                              const py::kwargs& named)
{
    py::dict all;
    if (!values.is_none()) {
        if (!py::isinstance<py::dict>(values)) {
            throw py::type_error("append_many takes the fields by name: append_many(times, y=Y)");
        }
        all = values.cast<py::dict>().attr("copy")();
    }
    for (const auto& [name, value] : named) {
        if (all.contains(name)) {
            throw py::type_error("append_many got field '" + name.cast<std::string>() + "' twice");
        }
        all[name] = value;
    }
    std::vector<StepValues> list;
    for (std::size_t i = 0; i < m_fields.size() && all.size() == m_fields.size(); ++i) {
        if (all.contains(m_fields[i].name)) {
            list.push_back(
                valuesOf(m_fields[i], py::object(all[m_fields[i].name]).ptr(), m_stores[i], steps));
        }
    }
    if (list.size() != m_fields.size()) {
        refuseNames(py::list(all));
    }
    return list;
}

} // namespace h5pulse::python
