// SPDX-License-Identifier: MIT
#include "writer.h"

#include "errors.h"
#include "run_description.h"
#include "without_gil.h"

#include <stdexcept>

namespace py = pybind11;

namespace h5pulse::python {

namespace {

Writer openWriter(const py::bytes& path, const py::object& run, const WriterOptions& options, bool resume)
{
    const std::filesystem::path file = pathOf(path);
    const RunSpec spec = run.is_none() ? RunSpec() : runSpecOf(run.cast<py::dict>());
    const py::gil_scoped_release others;
    if (!resume) {
        return Writer(file, spec, options);
    }
    return run.is_none() ? Writer::resume(file, options) : Writer::resume(file, spec, options);
}

} // namespace

PyWriter::PyWriter(const py::bytes& path, const py::object& run, const py::dict& options, bool resume)
    : m_writer(std::make_unique<Writer>(openWriter(path, run, writerOptionsOf(options), resume)))
    , m_background(options["background"].cast<bool>())
{
    for (const FieldSpec& field : m_writer->fields()) {
        m_fields.emplace_back(field);
        m_stepBytes += m_fields.back().elements * sizeOf(field.type);
    }
    m_values.resize(m_fields.size());
    m_stores.resize(m_fields.size());
}

/// Commits the remaining steps like the C++ destructor. Preserves a pending Python exception.
PyWriter::~PyWriter()
{
    const py::error_scope kept;
    {
        const py::gil_scoped_release others;
        m_writer.reset();
    }
    PyErr_Clear();
}

void PyWriter::requireOpen(const char* tried) const
{
    if (m_closed) {
        throw ClosedError(m_writer->path().string() + ": " + tried +
                          ": the writer is closed; Writer.resume(path) continues the run");
    }
}

void PyWriter::commit()
{
    const CallTurn turn(m_lock);
    requireOpen("cannot commit");
    withoutGil([this] { m_writer->commit(); });
}

void PyWriter::pause()
{
    const CallTurn turn(m_lock);
    requireOpen("cannot pause");
    withoutGil([this] { m_writer->pause(); });
}

/// The writer counts as closed even after a failed end, unless space was missing or the wait was interrupted:
/// then it can be tried again.
template <typename Call>
void PyWriter::end(Call&& call)
{
    const CallTurn turn(m_lock);
    withoutGil(call);
    m_closed = true;
}

void PyWriter::close()
{
    end([this] { m_writer->close(); });
}

void PyWriter::fail(const std::string& reason)
{
    end([&] { m_writer->fail(reason); });
}

void PyWriter::stop(const std::string& reason)
{
    end([&] { m_writer->stop(reason); });
}

py::list PyWriter::fields() const
{
    py::list result;
    for (const FieldSpec& field : m_writer->fields()) {
        py::tuple shape(field.shape.size());
        for (std::size_t i = 0; i < field.shape.size(); ++i) {
            shape[i] = field.shape[i];
        }
        py::tuple axes(field.axes.size());
        for (std::size_t i = 0; i < field.axes.size(); ++i) {
            axes[i] = toPython(field.axes[i]);
        }
        result.append(py::make_tuple(toPython(field.name), shape, std::string(toString(field.type)),
                                     toPython(field.units), toPython(field.longName), axes));
    }
    return result;
}

} // namespace h5pulse::python
