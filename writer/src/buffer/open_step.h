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

/// A step that is put together field by field, in its place in the buffer.
class OpenStep
{
public:
    explicit OpenStep(std::span<const ValueCopy> fields);

    /// Throws std::logic_error where there is one: it must be ended before anything else is done.
    void requireNone(const char* tried) const;

    /// @param buffer  has room for it, until it is ended
    void begin(double t, StepBuffer& buffer);
    /// Throws std::logic_error, or std::invalid_argument for an unknown field, one that was put before, or a
    /// value that does not fit; the step stays open.
    void put(std::string_view field, const StepValues& values, std::span<const ValueCopy> fields);
    /// The step is in the buffer, which has to take it. Throws as put(), where fields are missing.
    void end(std::span<const ValueCopy> fields);

private:
    std::size_t indexOf(std::string_view field) const;

    std::map<std::string, std::size_t, std::less<>> m_indexes;
    std::vector<unsigned char> m_put; ///< whether, for each field
    std::size_t m_putCount = 0;
    std::size_t m_next = 0; ///< the field after the last that was put: most hosts keep their order
    double m_time = 0.0;
    StepBuffer* m_buffer = nullptr; ///< while a step is open
};

} // namespace h5pulse
