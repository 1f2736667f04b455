// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/reader.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace h5pulse {

/// The file can be read, but it contains no dataset of numbers that can grow.
class NothingToFollow : public Error
{
public:
    using Error::Error;
};

/// The datasets of a file that can be followed.
struct Catalog
{
    RunInfo info;
    std::vector<FieldInfo> fields;
    /// Number of the writer's own fields, which come first. They determine the number of steps; datasets
    /// that another program adds to a file of h5pulse do not. In files of other programs all fields count.
    std::size_t ownFields = 0;
    /// Whether all of the writer's own fields exist and can be followed. Only for files of h5pulse.
    bool ownFieldsWhole = false;
    std::vector<std::vector<std::optional<AxisInfo>>> axes; ///< by field, then dimension
    std::optional<FieldInfo> time;                          ///< the dataset of the times
};

/// Searches the file. At most 10,000 objects are examined, and links to other files are not followed.
/// Throws NothingToFollow if no dataset can be followed, and Error if the format is newer than this
/// program.
Catalog readCatalog(hid_t file, const std::filesystem::path& path, const ReaderOptions& options);

} // namespace h5pulse
