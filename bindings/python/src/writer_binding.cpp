// SPDX-License-Identifier: MIT
#include "errors.h"
#include "writer.h"

#include <pybind11/stl.h>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

constexpr const char* kAppendText =
    "append(t, values=None, /, **fields)\n--\n\n"
    "Appends one step: its time, then every field by name, as in ``append(t, y=y, energy=e)``.\n\n"
    "Pass names that are not Python identifiers in a dict: ``append(t, {\"my field\": y})``. Copies the "
    "values.\n"
    "Returns at once, except that it waits for the disk while the buffer is full.\n\n"
    "Args:\n"
    "    t: time of the step, in the run's time units. NaN, repeated and decreasing times are stored.\n"
    "    values: fields by name.\n"
    "    fields: an array of the field's shape and dtype, or what converts to it without loss.\n\n"
    "Raises:\n"
    "    FieldError: a field is missing, unknown, or its value does not fit. Nothing of the step is stored.\n"
    "    ClosedError: after close(), fail() or stop().\n"
    "    Error: the file cannot be written.\n";

/// Uses CPython's own call protocol, because pybind11's costs more than the append itself.
PyObject* append(PyObject* self, PyObject* const* arguments, Py_ssize_t count, PyObject* names)
{
    auto* writer =
        reinterpret_cast<py::detail::instance*>(self)->get_value_and_holder().value_ptr<PyWriter>();
    if (!writer) {
        PyErr_SetString(PyExc_RuntimeError, "this Writer has not been opened: call Writer(path, fields)");
        return nullptr;
    }
    try {
        static_cast<PyWriter*>(writer)->append(arguments, count, names);
    } catch (...) {
        setPythonError();
        return nullptr;
    }
    Py_RETURN_NONE;
}

void addAppend(const py::handle& type)
{
    static PyMethodDef method{"append", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(append)),
                              METH_FASTCALL | METH_KEYWORDS, kAppendText};
    const auto descriptor = py::reinterpret_steal<py::object>(
        PyDescr_NewMethod(reinterpret_cast<PyTypeObject*>(type.ptr()), &method));
    type.attr("append") = descriptor;
}

py::tuple statisticsOf(const PyWriter& writer)
{
    const WriterStatistics s = writer.writer().statistics();
    return py::make_tuple(s.steps, s.committedSteps, s.commits, s.bytes, s.waits, s.waitSeconds,
                          s.longestCommit);
}

} // namespace

void bindWriter(py::module_& module)
{
    py::class_<PyWriter> type(module, "WriterBase");
    type.def(py::init<const py::bytes&, const py::object&, const py::dict&, bool>(), py::arg("path"),
             py::arg("run"), py::arg("options"), py::arg("resume"))
        .def(
            "append_many",
            [](PyWriter& writer, const py::object& times, const py::object& values, const py::kwargs& named) {
                writer.appendMany(times, values, named);
            },
            py::arg("times"), py::arg("values") = py::none(), py::pos_only())
        .def("commit", &PyWriter::commit)
        .def("pause", &PyWriter::pause)
        .def("_close", &PyWriter::close)
        .def("_fail", &PyWriter::fail, py::arg("reason"))
        .def("_stop", &PyWriter::stop, py::arg("reason"))
        .def("interrupt", [](const PyWriter& writer) { writer.writer().interrupt(); })
        .def_property_readonly("steps", [](const PyWriter& writer) { return writer.writer().steps(); })
        .def_property_readonly("committed_steps",
                               [](const PyWriter& writer) { return writer.writer().committedSteps(); })
        .def_property_readonly("synced_steps",
                               [](const PyWriter& writer) { return writer.writer().syncedSteps(); })
        .def_property_readonly("closed", &PyWriter::closed)
        .def("_path", [](const PyWriter& writer) { return py::bytes(writer.writer().path().string()); })
        .def("_fields", &PyWriter::fields)
        .def("_statistics", &statisticsOf);
    addAppend(type);
}

} // namespace h5pulse::python
