// SPDX-License-Identifier: MIT
#pragma once

#include "bytes/little_endian.h"

#include <cstddef>
#include <cstdint>
#include <span>

/// Checks of a file's metadata before HDF5 may read it; see metadata_validator.h.
namespace h5pulse::h5::validation {

/// Why a piece of metadata must not reach HDF5.
struct Refused
{
    const char* reason; ///< a literal
};

inline void require(bool holds, const char* reason)
{
    if (!holds) {
        throw Refused{reason};
    }
}

/// Little-endian numbers of a piece of metadata, in order. Reading past the end throws Refused.
class Bytes
{
public:
    explicit Bytes(std::span<const unsigned char> data)
        : m_data(data)
    {
    }

    std::size_t left() const noexcept { return m_data.size(); }
    const unsigned char* data() const noexcept { return m_data.data(); }

    std::span<const unsigned char> take(std::uint64_t size)
    {
        require(size <= m_data.size(), "a part of the metadata is longer than the whole");
        const auto taken = m_data.first(size);
        m_data = m_data.subspan(size);
        return taken;
    }

    void skip(std::uint64_t size) { take(size); }

    std::uint64_t number(int width)
    {
        return loadLittle(take(static_cast<std::uint64_t>(width)).data(), width);
    }
    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }

    /// Skips text up to and including its terminating zero; returns the length with the zero.
    std::size_t skipText()
    {
        for (std::size_t i = 0; i < m_data.size(); ++i) {
            if (m_data[i] == 0) {
                skip(i + 1);
                return i + 1;
            }
        }
        throw Refused{"a name in the metadata has no end"};
    }

private:
    std::span<const unsigned char> m_data;
};

/// Widths of the file's numbers, from its superblock.
struct Widths
{
    int address = 8;
    int length = 8;

    /// All bits set: the undefined address.
    std::uint64_t undefined() const noexcept { return ~std::uint64_t{0} >> (64 - 8 * address); }
};

/// a * b; throws Refused if it overflows.
inline std::uint64_t product(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t result = 0;
    require(!__builtin_mul_overflow(a, b, &result), "a size in the metadata is out of range");
    return result;
}

} // namespace h5pulse::h5::validation
