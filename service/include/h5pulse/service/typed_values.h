// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/run_description.h>
#include <h5pulse/values.h>

#include <span>

namespace h5pulse {
class Reader;
}

namespace h5pulse {

/// Values of a field in the field's own type: as they are in the file, where double would round.
class TypedValues
{
public:
    TypedValues() = default;

    /// A box of one step: see Reader::readBox(). On the thread that owns the reader; throws what it throws.
    static TypedValues readBox(Reader& reader, const FieldDescription& field, std::uint64_t step,
                               std::span<const std::size_t> start, std::span<const std::size_t> count);
    /// One component of steps [first, first + count).
    static TypedValues readComponent(Reader& reader, const FieldDescription& field, std::uint64_t component,
                                     std::uint64_t first, std::uint64_t count);

    std::size_t size() const;
    bool isComplex() const;
    double real(std::size_t i) const;
    /// 0 of real numbers.
    double imaginary(std::size_t i) const;
    bool isFinite(std::size_t i) const;

    /// The number with as many digits as tell it from all others of its type.
    std::string realText(std::size_t i) const;
    /// Empty: the number is real.
    std::string imaginaryText(std::size_t i) const;
    /// Both parts as one: "1.5-2i".
    std::string text(std::size_t i) const;

private:
    Values m_values;
};

} // namespace h5pulse
