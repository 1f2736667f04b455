// SPDX-License-Identifier: MIT
#include <h5pulse/values.h>

#include <stdexcept>

namespace h5pulse {

Values makeValues(ElementType type, std::size_t count)
{
    switch (type) {
    case ElementType::Float32:
        return std::vector<float>(count);
    case ElementType::Float64:
        return std::vector<double>(count);
    case ElementType::Complex64:
        return std::vector<std::complex<float>>(count);
    case ElementType::Complex128:
        return std::vector<std::complex<double>>(count);
    case ElementType::Int8:
        return std::vector<std::int8_t>(count);
    case ElementType::Int16:
        return std::vector<std::int16_t>(count);
    case ElementType::Int32:
        return std::vector<std::int32_t>(count);
    case ElementType::Int64:
        return std::vector<std::int64_t>(count);
    case ElementType::UInt8:
        return std::vector<std::uint8_t>(count);
    case ElementType::UInt16:
        return std::vector<std::uint16_t>(count);
    case ElementType::UInt32:
        return std::vector<std::uint32_t>(count);
    case ElementType::UInt64:
        return std::vector<std::uint64_t>(count);
    }
    throw std::logic_error("an element type without a name");
}

} // namespace h5pulse
