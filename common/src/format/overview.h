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

/// The overview of a run: minimum, maximum and mean over blocks of steps, in levels, so that a plot of the
/// whole run need not read all of it. docs/file-format.md, "Overview".
///
/// The real numbers of a step are columns: one a component, two where it is complex (real part first).
/// Columns whose numbers have the same size share a table, the fields one after the other in their order; the
/// times are the first column of the table of 8-byte numbers. Fields whose steps are larger than the limit
/// have none. A table has a dataset for each level, (blocks, columns), of records.

/// How many levels, and how many blocks of one are a block of the next.
inline constexpr std::size_t kOverviewLevels = 6;
inline constexpr std::size_t kOverviewFactor = 8;

/// One block of the first level, as it is in the file.
struct __attribute__((packed)) OverviewFine
{
    double minimum; ///< of the finite values; NaN: none is
    double maximum;
    std::uint16_t mean;      ///< of the finite values: 0 is the minimum, 65,535 the maximum
    std::uint16_t nonFinite; ///< how many are not
};

/// One block of a higher level, as it is in the file.
struct __attribute__((packed)) OverviewCoarse
{
    double minimum;
    double maximum;
    float mean; ///< 0 is the minimum, 1 the maximum
    std::uint32_t nonFinite;
};

/// What is stored for one table of columns.
struct OverviewTable
{
    std::size_t numberBytes = 8; ///< size of one real number: 8, 4, 2 or 1
    std::size_t columns = 0;
    std::size_t chunkBlocks = 1; ///< extent of a chunk, in all levels
    std::size_t chunkColumns = 1;

    /// Steps of a block: 64 of 8-byte numbers, so that blocks are about 4 % of the data whatever its type.
    std::size_t blockSteps(std::size_t level) const noexcept;
    /// Blocks that count in a run of so many steps. A writer adds them a chunk of whole blocks at a time,
    /// with the commit of their last step; what lies beyond is not to be trusted.
    std::size_t blocks(std::size_t level, std::size_t steps) const noexcept;
    /// Name of the dataset of a level.
    std::string dataset(std::size_t level) const;
};

/// Where the columns of a field are.
struct OverviewPlace
{
    std::size_t table = 0;       ///< index into OverviewLayout::tables
    std::size_t firstColumn = 0; ///< of the table that the field has
    std::size_t parts = 1;       ///< columns of a component: 2 where it is complex
};

/// All of it follows from the fields and the limit.
struct OverviewLayout
{
    struct Field
    {
        std::size_t components = 1;
        ElementType type = ElementType::Float64;
    };

    /// @param stepBytes  fields with larger steps have no overview; 0: there is none at all
    OverviewLayout(const std::vector<Field>& fields, std::size_t stepBytes);

    std::vector<OverviewTable> tables{};
    std::vector<std::optional<OverviewPlace>> places{}; ///< of each field
    /// The times': the first column of the first table, where there is one.
    static constexpr OverviewPlace kTimes{};
};

/// HDF5's type of a level's records.
h5::Handle overviewType(std::size_t level);

/// Creates the group with its limit and all datasets, empty. Throws Error.
void createOverview(hid_t file, const std::filesystem::path& path, const OverviewLayout& layout,
                    std::size_t stepBytes);

/// The limit that the file was created with; nothing where it has no overview.
std::optional<std::size_t> overviewStepBytes(hid_t file);

} // namespace h5pulse
