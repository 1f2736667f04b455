// SPDX-License-Identifier: MIT
#include "os/folder.h"

#include "os/open_file.h"

#include <fcntl.h>
#include <unistd.h>

namespace h5pulse {

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
