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

/// C++ part of h5pulse.Reader: a Reader and the lock of its calls.
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
    /// Returns the result of `look` for the Reader at its last refresh. Throws ClosedError after close().
    template <typename Look>
    auto inspect(const Look& look)
    {
        const CallTurn turn(m_lock);
        return look(std::as_const(open()));
    }

    /// Reads `count` steps first, first + stride, ... of the box [start, start + size) of a field. Returns an
    /// array of shape (count, *size) in the field's own type.
    pybind11::array read(const std::string& field, std::size_t first, std::size_t count, std::size_t stride,
                         const std::vector<std::size_t>& start, const std::vector<std::size_t>& size);
    /// Reads one step of a field as an array of its shape. Empty if the step does not exist.
    std::optional<pybind11::array> readStep(const std::string& field, std::size_t step);
    /// Like read() for any steps in ascending order without repetition.
    pybind11::array readAt(const std::string& field, const std::vector<std::size_t>& steps,
                           const std::vector<std::size_t>& start, const std::vector<std::size_t>& size);
    pybind11::array readTimes(std::size_t first, std::size_t count);
    std::size_t stepAt(double time);
    std::optional<AxisInfo> axis(const std::string& field, std::size_t dimension);
    bool hasOverview(const std::string& field);

    Reduction reduce(const std::string& field, std::size_t firstComponent, std::size_t components,
                     std::size_t first, std::size_t count, std::size_t bins, Part part);
    /// Reduces all steps of a field without overview, however long that takes; Ctrl-C ends it.
    Reduction reduceAll(const std::string& field, std::size_t firstComponent, std::size_t components,
                        std::size_t bins, Part part);

private:
    Reader& open();
    CallLock m_lock;
    std::unique_ptr<Reader> m_reader;
};

void bindReader(pybind11::module_& module);

} // namespace h5pulse::python
