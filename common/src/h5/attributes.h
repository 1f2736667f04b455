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

/// Larger attributes are not read.
inline constexpr std::size_t kMaxAttributeBytes = std::size_t{64} << 10;

/// Stores an attribute as h5py does: UTF-8 text of variable length, int64, float64.
void writeAttribute(hid_t object, const std::string& name, const Attribute& value,
                    const std::filesystem::path& path);
void writeAttribute(hid_t object, const std::string& name, const std::vector<std::string>& value,
                    const std::filesystem::path& path);

/// How a list of one number is read. Many programs write each number as such a list.
enum class ListOfOne { Number, List };

/// The attribute; nothing if it is missing, too large or of a type that Attribute cannot hold.
std::optional<Attribute> readAttribute(hid_t object, const std::string& name,
                                       ListOfOne listOfOne = ListOfOne::Number);

/// The attribute if it is text, otherwise an empty string.
std::string readText(hid_t object, const std::string& name);

/// Names of the attributes of an object, at most `limit`.
std::vector<std::string> attributeNames(hid_t object, std::size_t limit);

} // namespace h5pulse::h5
