// SPDX-License-Identifier: MIT
#include "repack/attributes.h"

#include "h5/check.h"
#include "repack/failure.h"

namespace h5pulse::repacking {

AttributeValues::AttributeValues(hid_t object, const std::filesystem::path& path, const std::string& owner,
                                 const std::string& name)
    : m_attribute(h5::own(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, path, kCannotRepack))
    , m_space(h5::own(H5Aget_space(m_attribute.get()), H5Sclose, path, kCannotRepack))
    , m_list(h5::own(H5Aget_create_plist(m_attribute.get()), H5Pclose, path, kCannotRepack))
    , m_storedType(h5::own(H5Aget_type(m_attribute.get()), H5Tclose, path, kCannotRepack))
    , m_type(h5::own(H5Tcopy(m_storedType.get()), H5Tclose, path, kCannotRepack))
    , m_kind(m_type.get(), path, "attribute '" + name + "' of '" + owner + "'")
    , m_values(m_type.get(), m_kind)
{
    if (H5Sget_simple_extent_type(m_space.get()) == H5S_NULL) {
        return;
    }
    m_count =
        static_cast<std::size_t>(h5::check(H5Sget_simple_extent_npoints(m_space.get()), path, kCannotRepack));
    std::byte* values = m_values.prepare(m_count);
    if (m_count > 0) {
        h5::check(H5Aread(m_attribute.get(), m_type.get(), values), path,
                  "cannot be repacked, as attribute '" + name + "' of '" + owner + "' cannot be read");
    }
}

} // namespace h5pulse::repacking
