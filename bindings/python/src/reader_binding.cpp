// SPDX-License-Identifier: MIT
#include "reader.h"
#include "run_description.h"

#include <pybind11/stl.h>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

/// Moves a list into an array's memory.
template <typename T>
py::array_t<T> arrayOf(std::vector<T> values, std::size_t rows, std::size_t columns)
{
    auto* kept = new std::vector<T>(std::move(values));
    const py::capsule owner(kept, [](void* data) { delete static_cast<std::vector<T>*>(data); });
    return py::array_t<T>({static_cast<py::ssize_t>(rows), static_cast<py::ssize_t>(columns)}, kept->data(),
                          owner);
}

py::tuple tupleOf(Reduction reduction)
{
    const std::size_t bins = reduction.bins();
    const std::size_t components = reduction.components;
    return py::make_tuple(std::vector<std::size_t>(reduction.edges),
                          arrayOf(std::move(reduction.minimum), bins, components),
                          arrayOf(std::move(reduction.maximum), bins, components),
                          arrayOf(std::move(reduction.mean), bins, components),
                          arrayOf(std::move(reduction.nonFinite), bins, components));
}

py::tuple texts(const std::vector<std::string>& list)
{
    py::tuple result(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        result[i] = toPython(list[i]);
    }
    return result;
}

py::list fieldsOf(const Reader& reader)
{
    py::list result;
    for (const FieldInfo& field : reader.fields()) {
        result.append(py::make_tuple(toPython(field.name), py::tuple(py::cast(field.shape)),
                                     std::string(toString(field.type)), toPython(field.units),
                                     toPython(field.longName), texts(field.axes)));
    }
    return result;
}

py::dict infoOf(const Reader& reader)
{
    const RunInfo& info = reader.info();
    py::dict attributes;
    for (const auto& [name, value] : info.attributes) {
        attributes[toPython(name)] = toPython(value);
    }
    py::dict result;
    result["format_version"] = info.formatVersion;
    result["writer"] = toPython(info.writer);
    result["created"] = toPython(info.created);
    result["time_dataset"] = toPython(info.timeDataset);
    result["time_units"] = toPython(info.timeUnits);
    result["end_time"] = info.endTime;
    result["attributes"] = attributes;
    result["not_followed"] = texts(info.skipped);
    return result;
}

py::dict statusOf(const Reader& reader)
{
    const WriterStatus& status = reader.writerStatus();
    py::dict result;
    result["process_id"] = status.processId;
    result["host"] = toPython(status.host);
    result["commits"] = status.commits;
    result["committed_steps"] = status.committedSteps;
    result["start_time"] = status.startTime;
    result["last_commit_time"] = status.lastCommitTime;
    result["heartbeat_time"] = status.heartbeatTime;
    result["bytes"] = status.bytes;
    result["waits"] = status.waits;
    result["wait_seconds"] = status.waitSeconds;
    result["longest_commit"] = status.longestCommit;
    result["write_problem"] = status.writeProblem == WriteProblem::NoSpace      ? "no space"
                              : status.writeProblem == WriteProblem::WriteError ? "write error"
                                                                                : "";
    result["reason"] = toPython(status.reason);
    return result;
}

py::object axisOf(PyReader& reader, const std::string& field, std::size_t dimension)
{
    const std::optional<AxisInfo> axis = reader.axis(field, dimension);
    if (!axis) {
        return py::none();
    }
    return py::make_tuple(
        toPython(axis->name),
        py::array_t<double>(static_cast<py::ssize_t>(axis->values.size()), axis->values.data()),
        toPython(axis->units), toPython(axis->longName));
}

ReaderOptions optionsOf(const std::string& timeDataset, double stallAfter)
{
    constexpr double kForEver = 1e12;
    ReaderOptions options;
    options.timeDataset = timeDataset;
    options.stallAfter = stallAfter >= kForEver
                             ? std::chrono::milliseconds::max()
                             : std::chrono::milliseconds(static_cast<std::int64_t>(1000.0 * stallAfter));
    return options;
}

Part partOf(bool imaginary)
{
    return imaginary ? Part::Imaginary : Part::Real;
}

/// A method that returns what the Reader knows without reading.
template <typename Look>
auto asking(Look look)
{
    return [look](PyReader& reader) { return reader.inspect(look); };
}

} // namespace

void bindReader(py::module_& module)
{
    py::class_<PyReader>(module, "ReaderBase")
        .def(py::init([](const py::bytes& path, const std::string& timeDataset, double stallAfter) {
                 return std::make_unique<PyReader>(path, optionsOf(timeDataset, stallAfter));
             }),
             py::arg("path"), py::arg("time_dataset"), py::arg("stall_after"))
        .def("_refresh",
             [](PyReader& reader) {
                 const Refresh found = reader.refresh();
                 return found == Refresh::Unchanged ? "unchanged"
                        : found == Refresh::Grew    ? "grew"
                                                    : "restarted";
             })
        .def("close", &PyReader::close)
        .def_property_readonly("closed", &PyReader::closed)
        .def("_path", asking([](const Reader& reader) { return py::bytes(reader.path().string()); }))
        .def("_steps", asking([](const Reader& reader) { return reader.steps(); }))
        .def(
            "_steps_of",
            [](PyReader& reader, const std::string& field) {
                return reader.inspect([&](const Reader& open) { return open.steps(field); });
            },
            py::arg("field"))
        .def("_state", asking([](const Reader& reader) { return std::string(toString(reader.state())); }))
        .def("_open_state",
             asking([](const Reader& reader) { return std::string(toString(reader.openState())); }))
        .def("_state_text", asking([](const Reader& reader) { return toPython(reader.stateText()); }))
        .def("_needs_repair", asking([](const Reader& reader) { return reader.needsRepair(); }))
        .def("_file_size", asking([](const Reader& reader) { return reader.fileSize(); }))
        .def("_fields", asking(&fieldsOf))
        .def("_info", asking(&infoOf))
        .def("_status", asking(&statusOf))
        .def("_axis", &axisOf, py::arg("field"), py::arg("dimension"))
        .def("_read", &PyReader::read, py::arg("field"), py::arg("first"), py::arg("count"),
             py::arg("stride"), py::arg("start"), py::arg("size"))
        .def("_read_step", &PyReader::readStep, py::arg("field"), py::arg("step"))
        .def("_read_at", &PyReader::readAt, py::arg("field"), py::arg("steps"), py::arg("start"),
             py::arg("size"))
        .def("_read_times", &PyReader::readTimes, py::arg("first"), py::arg("count"))
        .def("step_at", &PyReader::stepAt, py::arg("time"))
        .def("has_overview", &PyReader::hasOverview, py::arg("field"))
        .def("_reduce",
             [](PyReader& reader, const std::string& field, std::size_t component, std::size_t components,
                std::size_t first, std::size_t count, std::size_t bins, bool imaginary) {
                 return tupleOf(
                     reader.reduce(field, component, components, first, count, bins, partOf(imaginary)));
             })
        .def("_reduce_all", [](PyReader& reader, const std::string& field, std::size_t component,
                               std::size_t components, std::size_t bins, bool imaginary) {
            return tupleOf(reader.reduceAll(field, component, components, bins, partOf(imaginary)));
        });
}

} // namespace h5pulse::python
