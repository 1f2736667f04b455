// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace h5pulse {

/// `.h5pulse-<boot>-<random>.tmp`, or with a tag `.h5pulse-<boot>-<random>-<tag>.tmp`: 8 hexadecimal digits
/// that another start of a machine has not, and 16 random ones. So no two programs have the same name,
/// whatever their host names and process ids.
std::string newTemporaryName(const std::string& tag);

/// What is not to be removed from a folder as left over, or at once.
struct Leftovers
{
    std::string present{};  ///< name of the file that is about to be written
    std::int64_t nowNs = 0; ///< by the clock of the folder's file system; nanoseconds since 1970
    std::string tag{};      ///< with this tag at once; empty: none
};

/// See TemporaryFile::removeLeftovers().
void removeLeftovers(int folder, const Leftovers& what);

} // namespace h5pulse
