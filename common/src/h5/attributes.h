// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/attribute.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace h5pulse::h5 {

/// A larger attribute is not read.
inline constexpr std::size_t kMaxAttributeBytes = std::size_t{64} << 10;

/// Attributes are stored as h5py does: UTF-8 text of variable length, int64, float64.
void writeAttribute(hid_t object, const std::string& name, const Attribute& value,
                    const std::filesystem::path& path);
void writeAttribute(hid_t object, const std::string& name, const std::vector<std::string>& value,
                    const std::filesystem::path& path);

/// What a list of one number is read as. Many programs write each number so.
enum class ListOfOne { Number, List };

/// The attribute, or nothing where it is missing, too large or of a type that Attribute cannot hold.
std::optional<Attribute> readAttribute(hid_t object, const std::string& name,
                                       ListOfOne listOfOne = ListOfOne::Number);

/// The attribute where it is text, else an empty string.
std::string readText(hid_t object, const std::string& name);

/// Names of the attributes of an object, at most `limit`.
std::vector<std::string> attributeNames(hid_t object, std::size_t limit);

} // namespace h5pulse::h5
