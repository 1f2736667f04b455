// SPDX-License-Identifier: MIT
#include "array_values.h"

#include "guarded.h"
#include "types.h"

#include <bit>
#include <cstring>

namespace h5pulse::c {

ArrayValues::ArrayValues(const char* field, const h5pulse_values& given)
    : m_values{.data = given.data, .count = given.count, .type = elementType(given.type), .rank = given.rank}
{
    if (given.rank > m_values.sizes.size()) {
        throw Misuse(H5PULSE_INVALID_ARGUMENT,
                     "the array for field '" + std::string(field) + "' has " + std::to_string(given.rank) +
                         " dimensions; it can have up to " + std::to_string(m_values.sizes.size()));
    }
    if (given.rank > 0) {
        m_values.count = 1;
    }
    // Element sizes are powers of two.
    const std::size_t size = sizeOf(m_values.type);
    const int shift = std::countr_zero(size);
    bool isWhole = true;
    for (std::size_t i = 0; i < given.rank; ++i) {
        if (__builtin_mul_overflow(m_values.count, given.sizes[i], &m_values.count)) {
            throw Misuse(H5PULSE_INVALID_ARGUMENT,
                         "the array for field '" + std::string(field) + "' is larger than the memory");
        }
        m_values.sizes[i] = given.sizes[i];
        m_values.strides[i] = given.strides[i] >> shift;
        isWhole = isWhole && (static_cast<std::size_t>(given.strides[i]) & (size - 1)) == 0;
    }
    requireArray(given.data, m_values.count, "the values of field", field);
    if (!isWhole && m_values.count > 0) {
        copyElements(given);
    }
}

/// Copies the elements in row-major order.
void ArrayValues::copyElements(const h5pulse_values& given)
{
    const std::size_t size = sizeOf(m_values.type);
    m_copy.resize(m_values.count * size);
    std::array<std::size_t, 4> index{};
    const auto* from = static_cast<const std::byte*>(given.data);
    for (std::size_t k = 0; k < m_values.count; ++k) {
        std::memcpy(&m_copy[k * size], from, size);
        for (std::size_t i = given.rank; i-- > 0;) {
            from += given.strides[i];
            if (++index[i] < given.sizes[i]) {
                break;
            }
            from -= given.strides[i] * static_cast<std::ptrdiff_t>(given.sizes[i]);
            index[i] = 0;
        }
    }
    std::ptrdiff_t stride = 1;
    for (std::size_t i = given.rank; i-- > 0;) {
        m_values.strides[i] = stride;
        stride *= static_cast<std::ptrdiff_t>(given.sizes[i]);
    }
    m_values.data = m_copy.data();
}

} // namespace h5pulse::c
