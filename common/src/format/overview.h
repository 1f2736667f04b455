// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/element_type.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace h5pulse {

/// The overview of a run: minimum, maximum and mean over blocks of steps, in several levels, so that a
/// plot of the whole run does not read all of it. See docs/file-format.md, "Overview".
///
/// Each real number of a step is a column: one per component, or two if it is complex (real part first).
/// Columns whose numbers have the same size share a table, in the order of the fields; the times are the
/// first column of the table of 8-byte numbers. Fields with steps larger than the limit have no overview.
/// For each level a table has a dataset of records with shape (blocks, columns).

/// Number of levels, and number of blocks of one level in a block of the next.
inline constexpr std::size_t kOverviewLevels = 6;
inline constexpr std::size_t kOverviewFactor = 8;

/// One block of the first level in the file.
struct __attribute__((packed)) OverviewFine
{
    double minimum; ///< of the finite values; NaN: no value is finite
    double maximum;
    std::uint16_t mean;      ///< of the finite values: 0 is the minimum, 65,535 the maximum
    std::uint16_t nonFinite; ///< number of values that are not finite
};

/// One block of a higher level in the file.
struct __attribute__((packed)) OverviewCoarse
{
    double minimum;
    double maximum;
    float mean; ///< 0 is the minimum, 1 the maximum
    std::uint32_t nonFinite;
};

/// Shape of one table of columns.
struct OverviewTable
{
    std::size_t numberBytes = 8; ///< size of one real number: 8, 4, 2 or 1
    std::size_t columns = 0;
    std::size_t chunkBlocks = 1; ///< extent of a chunk, in all levels
    std::size_t chunkColumns = 1;

    /// Number of steps of a block: 64 for 8-byte numbers, so that the overview is about 4 % of the data of
    /// any type.
    std::size_t blockSteps(std::size_t level) const noexcept;
    /// Number of valid blocks in a run of this many steps. A writer adds whole chunks of blocks with the
    /// commit of their last step; blocks beyond these must not be trusted.
    std::size_t blocks(std::size_t level, std::size_t steps) const noexcept;
    /// Name of the dataset of a level.
    std::string dataset(std::size_t level) const;
};

/// Position of the columns of a field.
struct OverviewPlace
{
    std::size_t table = 0;       ///< index into OverviewLayout::tables
    std::size_t firstColumn = 0; ///< index of the first column of the field in its table
    std::size_t parts = 1;       ///< columns per component: 2 for complex numbers
};

/// Layout of the overview. It follows from the fields and the limit.
struct OverviewLayout
{
    struct Field
    {
        std::size_t components = 1;
        ElementType type = ElementType::Float64;
    };

    /// @param stepBytes  fields with larger steps have no overview; 0: the run has no overview
    OverviewLayout(const std::vector<Field>& fields, std::size_t stepBytes);

    std::vector<OverviewTable> tables{};
    std::vector<std::optional<OverviewPlace>> places{}; ///< of each field
    /// Position of the times: the first column of the first table, if there is a table.
    static constexpr OverviewPlace kTimes{};
};

/// HDF5 type of the records of a level.
h5::Handle overviewType(std::size_t level);

/// Creates the group with its limit, and all datasets without records. Throws Error.
void createOverview(hid_t file, const std::filesystem::path& path, const OverviewLayout& layout,
                    std::size_t stepBytes);

/// The limit that the file was created with; nothing if it has no overview.
std::optional<std::size_t> overviewStepBytes(hid_t file);

} // namespace h5pulse
