// SPDX-License-Identifier: MIT
#include "repack/value_kind.h"

#include "h5/check.h"
#include "repack/job.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace h5pulse::repacking {

namespace {

template <typename T>
T load(const std::byte* from)
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

bool sameText(const char* a, const char* b)
{
    return a && b ? std::strcmp(a, b) == 0 : a == b;
}

std::size_t elementsOf(hid_t arrayType)
{
    std::vector<hsize_t> extent(static_cast<std::size_t>(std::max(0, H5Tget_array_ndims(arrayType))));
    H5Tget_array_dims2(arrayType, extent.data());
    std::size_t count = 1;
    for (const hsize_t size : extent) {
        count *= size;
    }
    return count;
}

} // namespace

ValueKind::ValueKind(hid_t type, const std::filesystem::path& path, const std::string& what)
    : m_size(H5Tget_size(type))
{
    const auto below = [&] { return h5::own(H5Tget_super(type), H5Tclose, path, kCannotRepack); };
    switch (h5::check(static_cast<int>(H5Tget_class(type)), path, kCannotRepack)) {
    case H5T_REFERENCE:
        if (H5Tequal(type, H5T_STD_REF_OBJ) <= 0) {
            refuse(path, what + " has references to regions of datasets, which cannot be taken along");
        }
        m_kind = Kind::Reference;
        break;
    case H5T_STRING:
        m_kind = H5Tis_variable_str(type) > 0 ? Kind::Text : Kind::Bytes;
        break;
    case H5T_VLEN:
        addMember(0, 1, ValueKind(below().get(), path, what));
        m_kind = Kind::List;
        break;
    case H5T_ARRAY:
        addMember(0, elementsOf(type), ValueKind(below().get(), path, what));
        break;
    case H5T_COMPOUND:
        for (int i = 0; i < H5Tget_nmembers(type); ++i) {
            const auto index = static_cast<unsigned>(i);
            const h5::Handle member = h5::own(H5Tget_member_type(type, index), H5Tclose, path, kCannotRepack);
            addMember(H5Tget_member_offset(type, index), 1, ValueKind(member.get(), path, what));
        }
        break;
    default:
        break;
    }
}

/// A type with members that are not plain bytes is not plain bytes itself.
void ValueKind::addMember(std::size_t offset, std::size_t count, ValueKind kind)
{
    if (!kind.isPlain()) {
        m_kind = Kind::Compound;
    }
    m_members.push_back({offset, count, std::move(kind)});
}

bool ValueKind::isVariable() const noexcept
{
    return m_kind == Kind::Text || m_kind == Kind::List ||
           std::any_of(m_members.begin(), m_members.end(),
                       [](const Member& member) { return member.kind.isVariable(); });
}

void ValueKind::moveReferences(std::byte* values, std::size_t count, const NewAddress& newAddress) const
{
    for (std::size_t i = 0; i < count && m_kind != Kind::Bytes && m_kind != Kind::Text; ++i) {
        std::byte* value = values + i * m_size;
        if (m_kind == Kind::Reference) {
            const hobj_ref_t now = newAddress(load<hobj_ref_t>(value));
            std::memcpy(value, &now, sizeof now);
        } else if (m_kind == Kind::List) {
            const auto list = load<hvl_t>(value);
            m_members.front().kind.moveReferences(static_cast<std::byte*>(list.p), list.len, newAddress);
        } else {
            for (const Member& member : m_members) {
                member.kind.moveReferences(value + member.offset, member.count, newAddress);
            }
        }
    }
}

bool ValueKind::equal(const std::byte* original, const std::byte* copy, std::size_t count,
                      const NewAddress& newAddress) const
{
    if (m_kind == Kind::Bytes) {
        return count == 0 || std::memcmp(original, copy, count * m_size) == 0;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::byte* a = original + i * m_size;
        const std::byte* b = copy + i * m_size;
        if (m_kind == Kind::Reference) {
            if (newAddress(load<hobj_ref_t>(a)) != load<hobj_ref_t>(b)) {
                return false;
            }
        } else if (m_kind == Kind::Text) {
            if (!sameText(load<const char*>(a), load<const char*>(b))) {
                return false;
            }
        } else if (m_kind == Kind::List) {
            const auto first = load<hvl_t>(a);
            const auto second = load<hvl_t>(b);
            if (first.len != second.len ||
                !m_members.front().kind.equal(static_cast<const std::byte*>(first.p),
                                              static_cast<const std::byte*>(second.p), first.len,
                                              newAddress)) {
                return false;
            }
        } else if (!std::all_of(m_members.begin(), m_members.end(), [&](const Member& member) {
                       return member.kind.equal(a + member.offset, b + member.offset, member.count,
                                                newAddress);
                   })) {
            return false;
        }
    }
    return true;
}

} // namespace h5pulse::repacking
