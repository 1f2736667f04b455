// SPDX-License-Identifier: MIT
#include "run_description.h"

#include "element_types.h"
#include "interrupts.h"

#include <pybind11/stl.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

FieldSpec fieldOf(const py::tuple& field)
{
    FieldSpec spec;
    spec.name = field[0].cast<std::string>();
    spec.shape = field[1].cast<std::vector<std::size_t>>();
    spec.type = elementTypeNamed(field[2].cast<std::string>());
    spec.units = field[3].cast<std::string>();
    spec.longName = field[4].cast<std::string>();
    spec.axes = field[5].cast<std::vector<std::string>>();
    return spec;
}

AxisSpec axisOf(const py::tuple& axis)
{
    AxisSpec spec;
    spec.name = axis[0].cast<std::string>();
    const auto values = py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(axis[1]);
    if (!values) {
        throw py::error_already_set();
    }
    spec.values.assign(values.data(), values.data() + values.size());
    spec.units = axis[2].cast<std::string>();
    spec.longName = axis[3].cast<std::string>();
    return spec;
}

Attribute attributeOf(const py::handle& value)
{
    if (py::isinstance<py::str>(value)) {
        return value.cast<std::string>();
    }
    if (py::isinstance<py::int_>(value)) {
        return value.cast<std::int64_t>();
    }
    if (py::isinstance<py::float_>(value)) {
        return value.cast<double>();
    }
    return value.cast<std::vector<double>>();
}

/// Infinity and durations beyond the clock's range mean for ever.
std::chrono::milliseconds millisecondsOf(const py::handle& seconds)
{
    constexpr double kForEver = 1e15;
    const double value = 1000.0 * seconds.cast<double>();
    return value >= kForEver ? std::chrono::milliseconds::max()
                             : std::chrono::milliseconds(static_cast<std::int64_t>(value));
}

} // namespace

RunSpec runSpecOf(const py::dict& run)
{
    RunSpec spec;
    for (const py::handle field : run["fields"]) {
        spec.fields.push_back(fieldOf(field.cast<py::tuple>()));
    }
    for (const py::handle axis : run["axes"]) {
        spec.axes.push_back(axisOf(axis.cast<py::tuple>()));
    }
    spec.timeUnits = run["time_units"].cast<std::string>();
    if (!run["end_time"].is_none()) {
        spec.endTime = run["end_time"].cast<double>();
    }
    for (const auto& [name, value] : run["attributes"].cast<py::dict>()) {
        spec.attributes.insert_or_assign(name.cast<std::string>(), attributeOf(value));
    }
    return spec;
}

Compression compressionOf(const py::tuple& compression)
{
    const auto name = compression[0].cast<std::string>();
    const auto filter = filterOf(name);
    if (!filter) {
        throw std::invalid_argument("compression '" + name +
                                    "' is not known; give 'none', 'gzip', 'lz4', 'zstd' or 'blosc'");
    }
    return {.filter = *filter, .level = compression[1].cast<int>(), .shuffle = compression[2].cast<bool>()};
}

WriterOptions writerOptionsOf(const py::dict& options)
{
    WriterOptions result;
    result.commitInterval = millisecondsOf(options["commit_interval"]);
    result.commitSteps = options["commit_steps"].cast<std::size_t>();
    result.commitTime = options["commit_time"].cast<double>();
    result.background = options["background"].cast<bool>();
    result.existing = options["replace"].cast<bool>() ? Existing::Replace : Existing::Refuse;
    result.bufferBytes = options["buffer_bytes"].cast<std::size_t>();
    result.metadataCacheBytes = options["metadata_cache_bytes"].cast<std::size_t>();
    result.whenFull = options["when_full"].cast<std::string>() == "throw" ? WhenFull::Throw : WhenFull::Wait;
    result.retryFor = millisecondsOf(options["retry_for"]);
    if (!options["sync_interval"].is_none()) {
        result.syncInterval = millisecondsOf(options["sync_interval"]);
    }
    result.overviewStepBytes = options["overview_step_bytes"].cast<std::size_t>();
    if (!options["compression"].is_none()) {
        result.compression = compressionOf(options["compression"].cast<py::tuple>());
    }
    result.withoutLock = options["without_lock"].cast<bool>();
    result.keepWaiting = keepWaiting;
    return result;
}

std::filesystem::path pathOf(const py::bytes& path)
{
    return std::filesystem::path(path.cast<std::string>());
}

py::str toPython(const std::string& text)
{
    return py::reinterpret_steal<py::str>(
        PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogateescape"));
}

py::object toPython(const Attribute& attribute)
{
    if (const auto* text = std::get_if<std::string>(&attribute)) {
        return toPython(*text);
    }
    return std::visit([](const auto& value) { return py::cast(value); }, attribute);
}

} // namespace h5pulse::python
