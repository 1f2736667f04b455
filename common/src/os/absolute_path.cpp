// SPDX-License-Identifier: MIT
#include "os/absolute_path.h"

#include <h5pulse/error.h>

#include <system_error>

namespace h5pulse {

namespace fs = std::filesystem;

fs::path absolutePath(const fs::path& path)
{
    std::error_code error;
    fs::path result = path.empty() ? path : fs::absolute(path, error);
    if (error) {
        throw Error(path, "cannot be found",
                    "the working directory is gone (" + error.message() +
                        "); give a path that begins with '/'");
    }
    return result;
}

fs::path withoutLinks(const fs::path& path)
{
    constexpr int kMaxLinks = 40; // as Linux follows
    fs::path at = path;
    std::error_code error;
    for (int links = 0; fs::is_symlink(at, error); ++links) {
        const fs::path target = fs::read_symlink(at, error);
        if (error || links == kMaxLinks) {
            throw Error(path, "cannot be found",
                        error ? error.message() : "its symbolic links lead in a circle");
        }
        at = at.parent_path() / target; // an absolute target replaces all before it
    }
    return at;
}

} // namespace h5pulse
