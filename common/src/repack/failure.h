// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/error.h>

#include <filesystem>
#include <string>

namespace h5pulse::repacking {

inline constexpr const char* kCannotRepack = "cannot be repacked";

/// The user has said no to going on.
struct Cancelled
{
};

/// Throws Error for something in the file that stands in the way.
[[noreturn]] inline void refuse(const std::filesystem::path& path, const std::string& what)
{
    throw Error(path, kCannotRepack, what + "; it was left untouched");
}

} // namespace h5pulse::repacking
