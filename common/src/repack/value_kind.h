// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace h5pulse::repacking {

/// Maps the address of an object header in the original to its address in the copy.
using NewAddress = std::function<haddr_t(haddr_t)>;

/// Representation of the values of an HDF5 type in memory: most are plain bytes. References to objects are
/// addresses in their file, and text and lists of variable length are stored elsewhere in memory.
class ValueKind
{
public:
    /// Throws Error if such values cannot be copied: references to regions.
    /// @param type  in memory, as H5Dget_type() returns it
    /// @param what  name of the object that has such values, for errors
    ValueKind(hid_t type, const std::filesystem::path& path, const std::string& what);

    /// Whether the value consists of plain bytes only.
    bool isPlain() const noexcept { return m_kind == Kind::Bytes; }
    /// Whether a part of the value is stored elsewhere in memory; H5Dvlen_reclaim() frees it.
    bool isVariable() const noexcept;
    std::size_t size() const noexcept { return m_size; }

    /// Changes references of the original into references of the copy; dangling references become null.
    void moveReferences(std::byte* values, std::size_t count, const NewAddress& newAddress) const;
    /// Whether the values of the copy are those of the original.
    bool equal(const std::byte* original, const std::byte* copy, std::size_t count,
               const NewAddress& newAddress) const;

private:
    enum class Kind { Bytes, Reference, Text, List, Compound };
    struct Member;

    ValueKind(Kind kind, std::size_t size);
    void addMember(std::size_t offset, std::size_t count, ValueKind kind);

    Kind m_kind = Kind::Bytes;
    std::size_t m_size = 0;
    std::vector<Member> m_members; ///< of a compound or array; for a list, its element type
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

/// Memory for values of one type, including the parts of variable length.
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
