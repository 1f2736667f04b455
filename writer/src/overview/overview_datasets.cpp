// SPDX-License-Identifier: MIT
#include "overview/overview_datasets.h"

#include "dataset/append_dataset.h"
#include "h5/check.h"
#include "overview/overview_record.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace h5pulse {

namespace {

constexpr const char* kCannotWriteOverview = "cannot write the overview";

} // namespace

OverviewDatasets::OverviewDatasets(hid_t file, const std::filesystem::path& path,
                                   const OverviewLayout& layout, std::size_t steps, Opened opened)
    : m_file(file)
    , m_path(path)
    , m_layout(layout)
    , m_datasets(layout.tables.size() * kOverviewLevels)
{
    for (std::size_t table = 0; table < m_layout.tables.size(); ++table) {
        for (std::size_t level = 0; level < kOverviewLevels; ++level) {
            m_datasets[table * kOverviewLevels + level].blocks = m_layout.tables[table].blocks(level, steps);
            if (opened == Opened::AtOnce) {
                open(table, level);
            }
        }
    }
}

void OverviewDatasets::openFor(std::size_t steps)
{
    for (std::size_t table = 0; table < m_layout.tables.size(); ++table) {
        for (std::size_t level = 0; level < kOverviewLevels; ++level) {
            if (!at(table, level).handle &&
                m_layout.tables[table].blocks(level, steps) != at(table, level).blocks) {
                open(table, level);
            }
        }
    }
}

void OverviewDatasets::open(std::size_t table, std::size_t level)
{
    const OverviewTable& layout = m_layout.tables[table];
    Dataset& dataset = m_datasets[table * kOverviewLevels + level];
    const h5::Handle access = uncachedAccess();
    dataset.handle = h5::own(H5Dopen2(m_file, layout.dataset(level).c_str(), access.get()), H5Dclose, m_path,
                             kCannotWriteOverview);
    const h5::Handle list =
        h5::own(H5Dget_create_plist(dataset.handle.get()), H5Pclose, m_path, kCannotWriteOverview);
    std::array<hsize_t, 2> chunk{};
    std::array<hsize_t, 2> extent{};
    const h5::Handle space =
        h5::own(H5Dget_space(dataset.handle.get()), H5Sclose, m_path, kCannotWriteOverview);
    const bool fits = H5Sget_simple_extent_ndims(space.get()) == 2 &&
                      H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr) == 2 &&
                      H5Pget_chunk(list.get(), 2, chunk.data()) == 2 && chunk[0] == layout.chunkBlocks &&
                      chunk[1] == layout.chunkColumns && extent[1] == layout.columns;
    if (!fits || extent[0] < dataset.blocks) {
        throw Error(m_path, kCannotWriteOverview,
                    "the overview of its earlier steps does not have the layout that h5pulse writes");
    }
    dataset.filtered = H5Pget_nfilters(list.get()) > 0;
    h5::check(H5Odisable_mdc_flushes(dataset.handle.get()), m_path, kCannotWriteOverview);
}

const OverviewDatasets::Dataset& OverviewDatasets::at(std::size_t table, std::size_t level) const noexcept
{
    return m_datasets[table * kOverviewLevels + level];
}

void OverviewDatasets::write(const OverviewBuilder& builder, std::size_t steps)
{
    for (std::size_t table = 0; table < m_layout.tables.size(); ++table) {
        const OverviewTable& layout = m_layout.tables[table];
        for (std::size_t level = 0; level < kOverviewLevels; ++level) {
            Dataset& dataset = m_datasets[table * kOverviewLevels + level];
            const std::size_t wanted = layout.blocks(level, steps);
            if (wanted == dataset.blocks) {
                continue;
            }
            const std::array<hsize_t, 2> extent{wanted, layout.columns};
            h5::check(H5Dset_extent(dataset.handle.get(), extent.data()), m_path, kCannotWriteOverview);
            dataset.changed = true;
            const auto pending = builder.pending(table, level);
            const std::size_t blockBytes = layout.columns * recordBytes(level);
            for (; dataset.blocks < wanted; dataset.blocks += layout.chunkBlocks) {
                writeChunks(table, level, dataset.blocks,
                            pending.records.data() + (dataset.blocks - pending.first) * blockBytes);
            }
        }
    }
}

/// Writes all chunks side by side that hold these blocks.
void OverviewDatasets::writeChunks(std::size_t table, std::size_t level, std::size_t firstBlock,
                                   const std::byte* records)
{
    const OverviewTable& layout = m_layout.tables[table];
    const Dataset& dataset = at(table, level);
    const std::size_t record = recordBytes(level);
    const std::size_t rowBytes = layout.chunkColumns * record;
    m_chunk.resize(layout.chunkBlocks * rowBytes);
    for (std::size_t column = 0; column < layout.columns; column += layout.chunkColumns) {
        const std::size_t columns = std::min(layout.chunkColumns, layout.columns - column);
        // Filtered chunks go through H5Dwrite, which takes existing columns only, so rows lie without gaps.
        const std::size_t pitch = dataset.filtered ? columns * record : rowBytes;
        for (std::size_t block = 0; block < layout.chunkBlocks; ++block) {
            std::memcpy(m_chunk.data() + block * pitch, records + (block * layout.columns + column) * record,
                        columns * record);
        }
        const std::array<hsize_t, 2> offset{firstBlock, column};
        if (!dataset.filtered) {
            h5::check(H5Dwrite_chunk(dataset.handle.get(), H5P_DEFAULT, 0, offset.data(), m_chunk.size(),
                                     m_chunk.data()),
                      m_path, kCannotWriteOverview);
            continue;
        }
        const std::array<hsize_t, 2> count{layout.chunkBlocks, columns};
        const h5::Handle type = overviewType(level);
        const h5::Handle memory(H5Screate_simple(2, count.data(), nullptr), H5Sclose);
        const h5::Handle space(H5Dget_space(dataset.handle.get()), H5Sclose);
        h5::check(
            H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, offset.data(), nullptr, count.data(), nullptr),
            m_path, kCannotWriteOverview);
        h5::check(H5Dwrite(dataset.handle.get(), type.get(), memory.get(), space.get(), H5P_DEFAULT,
                           m_chunk.data()),
                  m_path, kCannotWriteOverview);
    }
}

void OverviewDatasets::flush()
{
    for (Dataset& dataset : m_datasets) {
        if (dataset.changed) {
            h5::check(H5Dflush(dataset.handle.get()), m_path, kCannotWriteOverview);
            dataset.changed = false;
        }
    }
}

std::uint64_t OverviewDatasets::bytesFor(std::size_t from, std::size_t to) const noexcept
{
    std::uint64_t bytes = 0;
    for (const OverviewTable& table : m_layout.tables) {
        const std::size_t columns =
            (table.columns + table.chunkColumns - 1) / table.chunkColumns * table.chunkColumns;
        for (std::size_t level = 0; level < kOverviewLevels; ++level) {
            bytes += (table.blocks(level, to) - table.blocks(level, from)) * columns * recordBytes(level);
        }
    }
    return bytes;
}

std::vector<std::byte> OverviewDatasets::read(std::size_t table, std::size_t level, std::size_t first,
                                              std::size_t last) const
{
    const std::size_t columns = m_layout.tables[table].columns;
    const std::array<hsize_t, 2> start{first, 0};
    const std::array<hsize_t, 2> count{last - first, columns};
    std::vector<std::byte> records((last - first) * columns * recordBytes(level));
    const h5::Handle type = overviewType(level);
    const h5::Handle memory =
        h5::own(H5Screate_simple(2, count.data(), nullptr), H5Sclose, m_path, kCannotWriteOverview);
    const h5::Handle space =
        h5::own(H5Dget_space(at(table, level).handle.get()), H5Sclose, m_path, kCannotWriteOverview);
    h5::check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
              m_path, kCannotWriteOverview);
    h5::check(H5Dread(at(table, level).handle.get(), type.get(), memory.get(), space.get(), H5P_DEFAULT,
                      records.data()),
              m_path, "cannot read the overview");
    return records;
}

} // namespace h5pulse
