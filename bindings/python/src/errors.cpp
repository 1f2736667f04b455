// SPDX-License-Identifier: MIT
#include "errors.h"

#include <h5pulse/error.h>

#include <cstring>
#include <exception>
#include <new>
#include <string>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

/// The module h5pulse.errors; never freed.
PyObject* s_classes = nullptr;

/// Shows paths with bytes that are not UTF-8 as Python's own functions do.
py::object textOf(const char* text)
{
    return py::reinterpret_steal<py::object>(
        PyUnicode_DecodeUTF8(text, static_cast<Py_ssize_t>(std::strlen(text)), "surrogateescape"));
}

void raise(const char* name, const char* text)
{
    if (PyErr_Occurred()) {
        return; // report the error of the signal handler that ended the wait, for example Ctrl-C
    }
    const auto type = py::reinterpret_borrow<py::object>(s_classes).attr(name);
    PyErr_SetObject(type.ptr(), textOf(text).ptr());
}

void raiseWithPath(const char* name, const Error& error)
{
    if (PyErr_Occurred()) {
        return;
    }
    const auto type = py::reinterpret_borrow<py::object>(s_classes).attr(name);
    const py::object value = type(textOf(error.what()));
    value.attr("path") = textOf(error.path().c_str());
    PyErr_SetObject(type.ptr(), value.ptr());
}

/// Translates exceptions of h5pulse; passes others on.
void translate(const std::exception_ptr& exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const MissingError& error) {
        raiseWithPath("MissingError", error);
    } catch (const InUseError& error) {
        raiseWithPath("InUseError", error);
    } catch (const InterruptedError& error) {
        raiseWithPath("InterruptedError", error);
    } catch (const ChangedError& error) {
        raiseWithPath("ChangedError", error);
    } catch (const Error& error) {
        raiseWithPath("Error", error);
    } catch (const ClosedError& error) {
        raise("ClosedError", error.what());
    } catch (const std::invalid_argument& error) {
        PyErr_SetObject(PyExc_ValueError, textOf(error.what()).ptr());
    } catch (const std::out_of_range& error) {
        PyErr_SetObject(PyExc_IndexError, textOf(error.what()).ptr());
    } catch (const std::logic_error& error) {
        PyErr_SetObject(PyExc_RuntimeError, textOf(error.what()).ptr());
    }
}

} // namespace

void bindErrors(py::module_& module)
{
    module.def(
        "_use_errors", [](py::object classes) { s_classes = classes.release().ptr(); }, py::arg("classes"));
    py::register_exception_translator([](std::exception_ptr exception) {
        if (exception) {
            translate(exception);
        }
    });
}

void setPythonError() noexcept
{
    try {
        try {
            throw;
        } catch (py::error_already_set& error) {
            error.restore();
        } catch (const py::builtin_exception& error) {
            error.set_error();
        } catch (const std::bad_alloc&) {
            PyErr_NoMemory();
        } catch (...) {
            translate(std::current_exception());
        }
    } catch (const std::exception& error) {
        PyErr_SetString(PyExc_RuntimeError, error.what());
    } catch (...) {
        PyErr_SetString(PyExc_RuntimeError, "unknown error in h5pulse");
    }
}

} // namespace h5pulse::python
