// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_spec.h>
#include <h5pulse/step_values.h>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace h5pulse {

/// Copies a host's values into the rows of a field. It checks shape and type, and transposes and converts if
/// layout or type differ.
class ValueCopy
{
public:
    /// @param field  as stored in the file
    explicit ValueCopy(const FieldSpec& field);

    /// Throws std::invalid_argument with the field's name if the values are not one step of it.
    void require(const StepValues& values) const;
    /// Does the same for a block of this many steps.
    void requireBlock(const StepValues& values, std::size_t steps) const;

    /// Copies one step that require() accepted.
    void copy(const StepValues& values, std::byte* row) const noexcept;
    /// Copies the steps [first, first + count) of a block that requireBlock() accepted.
    void copyBlock(const StepValues& values, std::size_t first, std::size_t count,
                   std::byte* rows) const noexcept;

    const std::string& name() const noexcept { return m_name; }
    std::size_t rowBytes() const noexcept { return m_rowBytes; }

private:
    [[noreturn]] void refuse(const std::string& problem) const;
    void requireType(const StepValues& values) const;
    void requireSizes(const StepValues& values, std::size_t leading) const;
    std::string shapeText() const;
    void copyArray(const StepValues& values, std::size_t leading, const std::byte* data,
                   std::byte* row) const noexcept;

    std::string m_name;
    std::vector<std::size_t> m_shape; ///< in the host's order
    ElementType m_type;
    bool m_reversed; ///< the host's first index varies fastest
    std::size_t m_elements;
    std::size_t m_rowBytes;
};

} // namespace h5pulse
