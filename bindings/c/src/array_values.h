// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/c_writer.h>
#include <h5pulse/step_values.h>

#include <cstddef>
#include <vector>

namespace h5pulse::c {

/// A caller's description of an array as the writer takes it. Strides that are no multiple of the element (a
/// member of an array of structures) are made so by copying the elements.
class ArrayValues
{
public:
    /// Throws Misuse that names the field.
    ArrayValues(const char* field, const h5pulse_values& given);

    const StepValues& values() const noexcept { return m_values; }
    /// Whether values() are in memory of this object, which a move takes along.
    bool isCopy() const noexcept { return !m_copy.empty(); }

private:
    void copyElements(const h5pulse_values& given);

    StepValues m_values;
    std::vector<std::byte> m_copy;
};

} // namespace h5pulse::c
