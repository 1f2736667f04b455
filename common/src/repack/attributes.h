// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"
#include "repack/value_buffer.h"
#include "repack/value_kind.h"

#include <filesystem>
#include <string>

namespace h5pulse::repacking {

/// An open attribute and its values.
class AttributeValues
{
public:
    /// @param owner  path of the object, for messages. Throws Error where it cannot be read or taken along.
    AttributeValues(hid_t object, const std::filesystem::path& path, const std::string& owner,
                    const std::string& name);

    hid_t id() const noexcept { return m_attribute.get(); }
    hid_t space() const noexcept { return m_space.get(); }
    /// In the file; may be a committed type.
    hid_t storedType() const noexcept { return m_storedType.get(); }
    /// In memory.
    hid_t type() const noexcept { return m_type.get(); }
    hid_t creationList() const noexcept { return m_list.get(); }
    const ValueKind& kind() const noexcept { return m_kind; }
    std::size_t count() const noexcept { return m_count; }
    std::byte* data() noexcept { return m_values.data(); }

private:
    h5::Handle m_attribute, m_space, m_list, m_storedType, m_type;
    ValueKind m_kind;
    std::size_t m_count = 0;
    ValueBuffer m_values;
};

} // namespace h5pulse::repacking
