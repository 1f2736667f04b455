// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_spec.h>
#include <h5pulse/writer_options.h>

#include <pybind11/pybind11.h>

#include <filesystem>
#include <string>

namespace h5pulse::python {

/// A run as described by h5pulse/_options.py: {"fields": [(name, shape, code, units, long_name, axes)],
/// "axes": [(name, values, units, long_name)], "time_units", "end_time", "attributes": {name: value}}.
RunSpec runSpecOf(const pybind11::dict& run);

/// WriterOptions from h5pulse/_options.py: every member by its Python name, times in seconds.
WriterOptions writerOptionsOf(const pybind11::dict& options);

/// Compression from (name, level, shuffle).
Compression compressionOf(const pybind11::tuple& compression);

/// A path from the bytes of os.fsencode().
std::filesystem::path pathOf(const pybind11::bytes& path);

/// Converts an Attribute to Python's str, int, float, or list of float.
pybind11::object toPython(const Attribute& attribute);

/// Converts a text of a file, which may not be UTF-8.
pybind11::str toPython(const std::string& text);

} // namespace h5pulse::python
