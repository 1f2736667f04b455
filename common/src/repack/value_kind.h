// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace h5pulse::repacking {

/// Where an object of the original is in the copy: by the address of its header there.
using NewAddress = std::function<haddr_t(haddr_t)>;

/// What values of an HDF5 type are in memory: most are bytes; references to objects are addresses in their
/// file, and text and lists of variable length lie elsewhere.
class ValueKind
{
public:
    /// @param type  in memory, as H5Dget_type() gives it
    /// @param what  has such values. Throws Error where they cannot be taken along: references to regions
    ValueKind(hid_t type, const std::filesystem::path& path, const std::string& what);

    /// All of it is bytes.
    bool isPlain() const noexcept { return m_kind == Kind::Bytes; }
    /// Some of it lies elsewhere in memory, and is given back by H5Dvlen_reclaim().
    bool isVariable() const noexcept;
    std::size_t size() const noexcept { return m_size; }

    /// Changes references of the original into those of the copy; such as lead nowhere become null.
    void moveReferences(std::byte* values, std::size_t count, const NewAddress& newAddress) const;
    /// Whether the copy's values are the original's.
    bool equal(const std::byte* original, const std::byte* copy, std::size_t count,
               const NewAddress& newAddress) const;

private:
    enum class Kind { Bytes, Reference, Text, List, Compound };
    struct Member;

    ValueKind(Kind kind, std::size_t size);
    void addMember(std::size_t offset, std::size_t count, ValueKind kind);

    Kind m_kind = Kind::Bytes;
    std::size_t m_size = 0;
    std::vector<Member> m_members; ///< of a compound or array; of a list its one element
};

struct ValueKind::Member
{
    std::size_t offset;
    std::size_t count;
    ValueKind kind;
};

inline ValueKind::ValueKind(Kind kind, std::size_t size) // here, because a vector's elements must be complete
    : m_kind(kind)
    , m_size(size)
{
}

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

    /// A zeroed buffer for `count` values.
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
