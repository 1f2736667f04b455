// SPDX-License-Identifier: MIT
#include "element_types.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace h5pulse::python {

namespace {

/// In the order of ElementType.
constexpr std::array<std::string_view, 12> kCodes{"f4", "f8", "c8", "c16", "i1", "i2",
                                                  "i4", "i8", "u1", "u2",  "u4", "u8"};

} // namespace

PyObject* dtypeOf(ElementType type)
{
    // Never freed: they live as long as NumPy does.
    static const auto dtypes = [] {
        std::array<PyObject*, kCodes.size()> result{};
        for (std::size_t i = 0; i < kCodes.size(); ++i) {
            result[i] = pybind11::dtype(std::string(kCodes[i])).release().ptr();
        }
        return result;
    }();
    return dtypes.at(static_cast<std::size_t>(type));
}

ElementType elementTypeNamed(const std::string& code)
{
    const auto found = std::find(kCodes.begin(), kCodes.end(), code);
    if (found == kCodes.end()) {
        throw std::invalid_argument("'" + code + "' is no element type of h5pulse");
    }
    return static_cast<ElementType>(found - kCodes.begin());
}

} // namespace h5pulse::python
