// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

namespace h5pulse::test {

/// The command line, run as a user without rights where the tests run as root, whom nothing stops.
inline std::vector<std::string> asNobody(std::vector<std::string> argv)
{
    if (::geteuid() == 0) {
        argv.insert(argv.begin(), {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
    }
    return argv;
}

/// A copy of a program where anybody can start it, as in the build folder not everybody can.
inline std::filesystem::path copyForNobody(const std::filesystem::path& program,
                                           const std::filesystem::path& folder)
{
    const std::filesystem::path copy = folder / program.filename();
    std::filesystem::copy_file(program, copy);
    std::filesystem::permissions(copy, std::filesystem::perms(0755));
    std::filesystem::permissions(folder, std::filesystem::perms(0755));
    return copy;
}

} // namespace h5pulse::test
