// SPDX-License-Identifier: MIT
#include "format/overview.h"

#include "format/layout.h"
#include "h5/attributes.h"
#include "h5/check.h"

#include <algorithm>
#include <array>
#include <bit>

namespace h5pulse {

namespace {

constexpr std::size_t kBlockBytes = 512; ///< size of the numbers of one column in a block of the first level

// Size of the records that wait in memory until they fill a chunk, for each level. Readers read 20 times
// as much from the rows instead.
constexpr std::size_t kPendingBytes = std::size_t{1} << 20;
constexpr std::size_t kChunkBytes = std::size_t{48} << 10;
constexpr std::size_t kFewColumns = 16; ///< this many columns or fewer are not divided among chunks
constexpr std::size_t kMaxChunkBlocks = 1024;

std::size_t numberBytesOf(ElementType type) noexcept
{
    return sizeOf(type) / partsOf(type);
}

/// Chunks of many blocks and few columns, so that one component over many blocks needs few chunks.
void chooseChunk(OverviewTable& table) noexcept
{
    constexpr std::size_t record = sizeof(OverviewCoarse);
    const std::size_t blocks =
        std::clamp<std::size_t>(kPendingBytes / (record * table.columns), 1, kMaxChunkBlocks);
    table.chunkBlocks = std::bit_floor(blocks);
    if (table.columns <= kFewColumns) {
        table.chunkColumns = table.columns;
        return;
    }
    // In equal parts, so that the last chunks are not mostly empty.
    const std::size_t most =
        std::clamp<std::size_t>(kChunkBytes / (record * table.chunkBlocks), 1, table.columns);
    const std::size_t shares = (table.columns + most - 1) / most;
    table.chunkColumns = (table.columns + shares - 1) / shares;
}

} // namespace

std::size_t OverviewTable::blockSteps(std::size_t level) const noexcept
{
    std::size_t steps = kBlockBytes / numberBytes;
    for (std::size_t i = 0; i < level; ++i) {
        steps *= kOverviewFactor;
    }
    return steps;
}

std::size_t OverviewTable::blocks(std::size_t level, std::size_t steps) const noexcept
{
    return steps / (blockSteps(level) * chunkBlocks) * chunkBlocks;
}

std::string OverviewTable::dataset(std::size_t level) const
{
    return std::string(layout::kOverview) + "/" + std::to_string(numberBytes) + "/" +
           std::to_string(blockSteps(level));
}

OverviewLayout::OverviewLayout(const std::vector<Field>& fields, std::size_t stepBytes)
    : places(fields.size())
{
    if (stepBytes == 0) {
        return;
    }
    tables.push_back({.numberBytes = sizeof(double), .columns = 1});
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& [components, type] = fields[i];
        if (components > stepBytes / sizeOf(type)) {
            continue;
        }
        auto table = std::ranges::find(tables, numberBytesOf(type), &OverviewTable::numberBytes);
        if (table == tables.end()) {
            table = tables.insert(tables.end(), {.numberBytes = numberBytesOf(type)});
        }
        places[i] = {.table = static_cast<std::size_t>(table - tables.begin()),
                     .firstColumn = table->columns,
                     .parts = partsOf(type)};
        table->columns += components * partsOf(type);
    }
    std::ranges::for_each(tables, chooseChunk);
}

h5::Handle overviewType(std::size_t level)
{
    const bool fine = level == 0;
    h5::Handle type(H5Tcreate(H5T_COMPOUND, fine ? sizeof(OverviewFine) : sizeof(OverviewCoarse)), H5Tclose);
    H5Tinsert(type.get(), "minimum", offsetof(OverviewFine, minimum), H5T_IEEE_F64LE);
    H5Tinsert(type.get(), "maximum", offsetof(OverviewFine, maximum), H5T_IEEE_F64LE);
    H5Tinsert(type.get(), "mean", offsetof(OverviewFine, mean), fine ? H5T_STD_U16LE : H5T_IEEE_F32LE);
    H5Tinsert(type.get(), "non_finite",
              fine ? offsetof(OverviewFine, nonFinite) : offsetof(OverviewCoarse, nonFinite),
              fine ? H5T_STD_U16LE : H5T_STD_U32LE);
    return type;
}

void createOverview(hid_t file, const std::filesystem::path& path, const OverviewLayout& layout,
                    std::size_t stepBytes)
{
    constexpr const char* tried = "cannot create the overview";
    if (layout.tables.empty()) {
        return;
    }
    const h5::Handle group = h5::own(
        H5Gcreate2(file, layout::kOverview, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose, path, tried);
    h5::writeAttribute(group.get(), layout::kOverviewStepBytes,
                       Attribute(static_cast<std::int64_t>(stepBytes)), path);
    const h5::Handle links = h5::own(H5Pcreate(H5P_LINK_CREATE), H5Pclose, path, tried);
    h5::check(H5Pset_create_intermediate_group(links.get(), 1), path, tried);
    for (const OverviewTable& table : layout.tables) {
        const std::array<hsize_t, 2> extent{0, table.columns};
        const std::array<hsize_t, 2> maximum{H5S_UNLIMITED, table.columns};
        const std::array<hsize_t, 2> chunk{table.chunkBlocks, table.chunkColumns};
        const h5::Handle space =
            h5::own(H5Screate_simple(2, extent.data(), maximum.data()), H5Sclose, path, tried);
        const h5::Handle list = h5::own(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path, tried);
        h5::check(H5Pset_chunk(list.get(), 2, chunk.data()), path, tried);
        h5::check(H5Pset_fill_time(list.get(), H5D_FILL_TIME_NEVER), path, tried);
        for (std::size_t level = 0; level < kOverviewLevels; ++level) {
            const h5::Handle type = overviewType(level);
            h5::own(H5Dcreate2(file, table.dataset(level).c_str(), type.get(), space.get(), links.get(),
                               list.get(), H5P_DEFAULT),
                    H5Dclose, path, tried);
        }
    }
}

std::optional<std::size_t> overviewStepBytes(hid_t file)
{
    const h5::Handle group(H5Gopen2(file, layout::kOverview, H5P_DEFAULT), H5Gclose);
    const auto value = group ? h5::readAttribute(group.get(), layout::kOverviewStepBytes) : std::nullopt;
    const auto* bytes = value ? std::get_if<std::int64_t>(&*value) : nullptr;
    return bytes && *bytes > 0 ? std::optional<std::size_t>(static_cast<std::size_t>(*bytes)) : std::nullopt;
}

} // namespace h5pulse
