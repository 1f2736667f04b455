// SPDX-License-Identifier: MIT
#include "tools.h"

#include "file_contents.h"
#include "interrupts.h"
#include "run_description.h"
#include "without_gil.h"

#include <h5pulse/recover.h>
#include <h5pulse/repack.h>

#include <pybind11/stl.h>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

/// Throws the signal handler's exception after a call that its progress function ended.
void raiseInterrupt()
{
    if (PyErr_Occurred()) {
        throw py::error_already_set();
    }
}

py::dict recoverFile(const py::bytes& path, bool dryRun, bool backup, bool withoutLock)
{
    const std::filesystem::path file = pathOf(path);
    const RecoverOptions options{.dryRun = dryRun,
                                 .backup = backup,
                                 .withoutLock = withoutLock,
                                 .progress = [](std::uintmax_t, std::uintmax_t) { return keepWaiting(); }};
    const RecoverReport report = withoutGil([&] { return recover(file, options); });
    raiseInterrupt();
    py::list excess;
    for (const RecoverReport::Excess& rows : report.excess) {
        excess.append(py::make_tuple(toPython(rows.dataset), rows.rows));
    }
    py::dict result;
    result["needed_repair"] = report.neededRepair;
    result["bytes_before"] = report.bytesBefore;
    result["bytes_after"] = report.bytesAfter;
    result["steps"] = report.steps;
    result["last_commit_time"] = report.lastCommitTime;
    result["locked"] = report.locked;
    result["ours"] = report.ours;
    result["after_restart"] = report.afterRestart;
    result["excess"] = py::tuple(excess);
    result["backup"] =
        report.backup.empty() ? py::object(py::none()) : py::object(py::bytes(report.backup.string()));
    result["not_followed"] = toPython(report.notFollowed);
    return result;
}

py::dict repackFile(const py::bytes& path, const py::tuple& compression, const py::object& output,
                    bool withoutLock)
{
    const std::filesystem::path file = pathOf(path);
    RepackOptions options;
    options.compression = compressionOf(compression);
    options.output = output.is_none() ? std::filesystem::path() : pathOf(output.cast<py::bytes>());
    options.progress = [](std::uintmax_t, std::uintmax_t) { return keepWaiting(); };
    options.withoutLock = withoutLock;
    const RepackReport report = withoutGil([&] { return repack(file, options); });
    raiseInterrupt();
    py::dict result;
    result["bytes_before"] = report.bytesBefore;
    result["bytes_after"] = report.bytesAfter;
    result["steps"] = report.steps;
    return result;
}

} // namespace

void bindTools(py::module_& module)
{
    module.def("recover", &recoverFile, py::arg("path"), py::arg("dry_run"), py::arg("backup"),
               py::arg("without_lock"));
    module.def("repack", &repackFile, py::arg("path"), py::arg("compression"), py::arg("output"),
               py::arg("without_lock"));
    module.def(
        "file_contents",
        [](const py::bytes& path) {
            const std::filesystem::path file = pathOf(path);
            py::list names;
            for (const std::string& name : withoutGil([&] { return contentsOf(file); })) {
                names.append(toPython(name));
            }
            return names;
        },
        py::arg("path"));
    module.def(
        "is_available",
        [](const std::string& filter) {
            const auto known = filterOf(filter);
            return known && isAvailable(*known);
        },
        py::arg("filter"));
}

} // namespace h5pulse::python
