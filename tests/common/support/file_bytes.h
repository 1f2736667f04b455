// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace h5pulse::test {

/// The whole content of a file.
std::string readBytes(const std::filesystem::path& path);

void writeBytes(const std::filesystem::path& path, std::string_view bytes);

/// Inverts all bits of one byte.
void flipByte(const std::filesystem::path& path, std::size_t offset);

} // namespace h5pulse::test
