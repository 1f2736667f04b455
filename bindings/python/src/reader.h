// SPDX-License-Identifier: MIT
#pragma once

#include "call_lock.h"

#include <h5pulse/reader.h>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace h5pulse::python {

/// What h5pulse.Reader is in C++: a Reader, and the turns of its calls.
class PyReader
{
public:
    PyReader(const pybind11::bytes& path, const ReaderOptions& options);
    ~PyReader();
    PyReader(const PyReader&) = delete;
    PyReader& operator=(const PyReader&) = delete;

    Refresh refresh();
    void close();
    bool closed() const noexcept { return !m_reader; }
    /// What `look` says of the Reader as it is after the last refresh. ClosedError after close().
    template <typename Look>
    auto inspect(const Look& look)
    {
        const CallTurn turn(m_lock);
        return look(std::as_const(open()));
    }

    /// Steps first, first + stride, ... (`count` of them) of the box [start, start + size) of a field, as an
    /// array of the shape (count, *size) in the field's own type.
    pybind11::array read(const std::string& field, std::size_t first, std::size_t count, std::size_t stride,
                         const std::vector<std::size_t>& start, const std::vector<std::size_t>& size);
    /// One step of a field, an array of its shape. Nothing where there is no such step.
    std::optional<pybind11::array> readStep(const std::string& field, std::size_t step);
    /// The same as read() for any steps, ascending and each once.
    pybind11::array readAt(const std::string& field, const std::vector<std::size_t>& steps,
                           const std::vector<std::size_t>& start, const std::vector<std::size_t>& size);
    pybind11::array readTimes(std::size_t first, std::size_t count);
    std::size_t stepAt(double time);
    std::optional<AxisInfo> axis(const std::string& field, std::size_t dimension);
    bool hasOverview(const std::string& field);

    Reduction reduce(const std::string& field, std::size_t firstComponent, std::size_t components,
                     std::size_t first, std::size_t count, std::size_t bins, Part part);
    /// All steps of a field that has no overview, however long that takes; Ctrl-C ends it.
    Reduction reduceAll(const std::string& field, std::size_t firstComponent, std::size_t components,
                        std::size_t bins, Part part);

private:
    Reader& open();
    CallLock m_lock;
    std::unique_ptr<Reader> m_reader;
};

void bindReader(pybind11::module_& module);

} // namespace h5pulse::python
