// SPDX-License-Identifier: MIT
#include "os/paths.h"

#include "os/descriptor.h"

#include <h5pulse/error.h>

#include <fcntl.h>
#include <system_error>
#include <unistd.h>

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

std::filesystem::path folderOf(const std::filesystem::path& file)
{
    return file.has_parent_path() ? file.parent_path() : ".";
}

bool synchroniseFolderOf(const std::filesystem::path& file)
{
    const Descriptor folder = openFile(folderOf(file), O_RDONLY | O_DIRECTORY);
    return folder && ::fsync(folder.get()) == 0;
}

} // namespace h5pulse
