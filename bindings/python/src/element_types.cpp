// SPDX-License-Identifier: MIT
#include "element_types.h"

#include <array>
#include <stdexcept>

namespace h5pulse::python {

namespace {

std::string codeOf(ElementType type)
{
    const char kind = kindOf(type) == ElementKind::FloatingPoint   ? 'f'
                      : kindOf(type) == ElementKind::Complex       ? 'c'
                      : kindOf(type) == ElementKind::SignedInteger ? 'i'
                                                                   : 'u';
    return kind + std::to_string(sizeOf(type));
}

} // namespace

PyObject* dtypeOf(ElementType type)
{
    // Never freed, because they live as long as NumPy.
    static const auto dtypes = [] {
        std::array<PyObject*, kElementTypeCount> result{};
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i] = pybind11::dtype(codeOf(static_cast<ElementType>(i))).release().ptr();
        }
        return result;
    }();
    return dtypes.at(static_cast<std::size_t>(type));
}

ElementType elementTypeNamed(const std::string& code)
{
    for (std::size_t i = 0; i < kElementTypeCount; ++i) {
        if (const auto type = static_cast<ElementType>(i); codeOf(type) == code) {
            return type;
        }
    }
    throw std::invalid_argument("'" + code + "' is not an element type of h5pulse");
}

} // namespace h5pulse::python
