// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/attribute.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace h5pulse::h5 {

/// Attributes are stored as h5py does: UTF-8 text of variable length, int64, float64.
void writeAttribute(hid_t object, const std::string& name, const Attribute& value,
                    const std::filesystem::path& path);
void writeAttribute(hid_t object, const std::string& name, const std::vector<std::string>& value,
                    const std::filesystem::path& path);

/// The attribute, or nothing where it is missing, larger than 64 KiB or of a type that Attribute cannot hold.
std::optional<Attribute> readAttribute(hid_t object, const std::string& name);

/// The attribute where it is text, else an empty string.
std::string readText(hid_t object, const std::string& name);

/// Names of the attributes of an object, at most `limit`.
std::vector<std::string> attributeNames(hid_t object, std::size_t limit);

} // namespace h5pulse::h5
