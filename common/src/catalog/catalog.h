// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/reader.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace h5pulse {

/// A file that can be read, but holds no dataset of numbers that can grow.
class NothingToFollow : public Error
{
public:
    using Error::Error;
};

/// What a file holds that can be followed.
struct Catalog
{
    RunInfo info;
    std::vector<FieldInfo> fields;
    /// The first so many fields are the writer's own, and decide how many steps there are. What somebody adds
    /// to a file of ours afterwards does not; in files of others all fields count.
    std::size_t ownFields = 0;
    /// Whether all of the writer's own fields are there, and can be followed. Of files of ours alone.
    bool ownFieldsWhole = false;
    std::vector<std::vector<std::optional<AxisInfo>>> axes; ///< by field, then dimension
    std::optional<FieldInfo> time;                          ///< the dataset of the times
};

/// Looks through the file. Bounded: at most 10,000 objects are looked at, links to other files are not
/// followed. Throws Error where there is nothing to follow, or the format is newer than this program.
Catalog readCatalog(hid_t file, const std::filesystem::path& path, const ReaderOptions& options);

} // namespace h5pulse
