// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/run_description.h>
#include <h5pulse/values.h>

#include <span>

namespace h5pulse {

/// Values of a field in the type of the field, without rounding to double.
class TypedValues
{
public:
    TypedValues() = default;
    explicit TypedValues(Values values)
        : m_values(std::move(values))
    {
    }

    const Values& values() const { return m_values; }
    std::size_t size() const;
    bool isComplex() const;
    double real(std::size_t i) const;
    /// Imaginary part; 0 for real numbers.
    double imaginary(std::size_t i) const;
    bool isFinite(std::size_t i) const;

    /// Real part with the fewest digits that identify it among all numbers of its type.
    std::string realText(std::size_t i) const;
    /// Imaginary part in the same way; empty: the number is real.
    std::string imaginaryText(std::size_t i) const;
    /// Both parts: "1.5-2i".
    std::string text(std::size_t i) const;

private:
    Values m_values;
};

} // namespace h5pulse
