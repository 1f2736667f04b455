// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/c_writer.h>
#include <h5pulse/step_values.h>

#include <cstddef>
#include <vector>

namespace h5pulse::c {

/// Converts a caller's description of an array for the writer. If a stride is not a multiple of the element
/// size (a member of an array of structures), it copies the elements.
class ArrayValues
{
public:
    /// Throws Misuse with the field's name.
    ArrayValues(const char* field, const h5pulse_values& given);

    const StepValues& values() const noexcept { return m_values; }
    /// Whether values() refer to memory of this object, which moves with it.
    bool isCopy() const noexcept { return !m_copy.empty(); }

private:
    void copyElements(const h5pulse_values& given);

    StepValues m_values;
    std::vector<std::byte> m_copy;
};

} // namespace h5pulse::c
