// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"
#include "repack/value_kind.h"

#include <cstddef>
#include <vector>

namespace h5pulse::repacking {

/// Memory for values of one type, and for what those of variable length lead to.
class ValueBuffer
{
public:
    /// @param type  in memory; must outlive the buffer
    ValueBuffer(hid_t type, const ValueKind& kind)
        : m_type(type)
        , m_kind(kind)
    {
    }
    ~ValueBuffer() { clear(); }
    ValueBuffer(const ValueBuffer&) = delete;
    ValueBuffer& operator=(const ValueBuffer&) = delete;

    /// Room for so many, all zero.
    std::byte* prepare(std::size_t count)
    {
        clear();
        m_bytes.assign(count * m_kind.size(), std::byte{0});
        m_count = count;
        return m_bytes.data();
    }

    std::byte* data() noexcept { return m_bytes.data(); }

private:
    void clear() noexcept
    {
        if (m_count > 0 && m_kind.isVariable()) {
            const hsize_t count = m_count;
            const h5::Handle space(H5Screate_simple(1, &count, nullptr), H5Sclose);
            H5Dvlen_reclaim(m_type, space.get(), H5P_DEFAULT, m_bytes.data());
        }
        m_count = 0;
    }

    hid_t m_type;
    const ValueKind& m_kind;
    std::vector<std::byte> m_bytes{};
    std::size_t m_count = 0;
};

} // namespace h5pulse::repacking
