// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/run_spec.h>
#include <h5pulse/step_values.h>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace h5pulse {

/// How values of a host come into the rows of a field: checked against its shape and type, then copied,
/// transposed and converted where they lie or are otherwise.
class ValueCopy
{
public:
    /// @param field  as it is in the file
    explicit ValueCopy(const FieldSpec& field);

    /// Throws std::invalid_argument, naming the field, where these are not the elements of one step.
    void require(const StepValues& values) const;
    /// The same for a block of so many steps.
    void requireBlock(const StepValues& values, std::size_t steps) const;

    /// Copies one step that was found to fit.
    void copy(const StepValues& values, std::byte* row) const noexcept;
    /// Copies a part of a block that was found to fit: the steps [first, first + count).
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
    bool m_reversed; ///< the host's first index is the fastest
    std::size_t m_elements;
    std::size_t m_rowBytes;
};

} // namespace h5pulse
