// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace h5pulse {

/// A new file grows up under a hidden name beside its own, `.h5pulse-<host>-<distinction>.tmp`, and gets its
/// name when it is whole.
///
/// @param path         the name that it shall get
/// @param distinction  from what else grows up in that folder
std::filesystem::path temporaryName(const std::filesystem::path& path, const std::string& distinction);

/// A distinction that nothing else on this machine has.
std::string newDistinction();

/// Removes what killed programs of this machine have left in the folder of `path`: temporary files whose lock
/// is free, and in which nothing has happened for a minute (who has just begun has no lock yet).
void removeLeftovers(const std::filesystem::path& path);

/// Renames without replacing; also where the file system does not know how to. Negative on failure, with
/// errno.
int renameNew(const std::filesystem::path& from, const std::filesystem::path& to);

/// A name is on the disk when its folder is. False on failure, with errno.
bool syncFolder(const std::filesystem::path& path);

/// The file that the links of this path lead to, which need not be there: links stay, and what they point to
/// is created or replaced.
std::filesystem::path withoutLink(const std::filesystem::path& path);

} // namespace h5pulse
