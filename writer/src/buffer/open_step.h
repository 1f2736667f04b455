// SPDX-License-Identifier: MIT
#pragma once

#include "buffer/step_buffer.h"
#include "values/value_copy.h"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace h5pulse {

/// A step that is assembled field by field in the buffer.
class OpenStep
{
public:
    explicit OpenStep(std::span<const ValueCopy> fields);

    /// Throws std::logic_error if a step is open: it must be ended first.
    void requireNone(const char* tried) const;

    /// @param buffer  has room for the step until it is ended
    void begin(double t, StepBuffer& buffer);
    /// Throws std::logic_error, or std::invalid_argument for an unknown field, a field that was already put,
    /// or a value that does not fit. The step then stays open.
    void put(std::string_view field, const StepValues& values, std::span<const ValueCopy> fields);
    /// Completes the step in the buffer; the caller then makes the buffer take it. Throws like put() if
    /// fields are missing.
    void end(std::span<const ValueCopy> fields);

private:
    std::size_t indexOf(std::string_view field) const;

    std::map<std::string, std::size_t, std::less<>> m_indexes;
    std::vector<unsigned char> m_put; ///< per field: whether it was put
    std::size_t m_putCount = 0;
    std::size_t m_next = 0; ///< field after the last one put; hosts usually keep the same order
    double m_time = 0.0;
    StepBuffer* m_buffer = nullptr; ///< set while a step is open
};

} // namespace h5pulse
