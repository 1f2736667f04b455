// SPDX-License-Identifier: MIT
#include "reduction/overview_file.h"

#include "format/layout.h"
#include "h5/check.h"
#include "h5/storage.h"

#include <algorithm>

namespace h5pulse {

namespace {

constexpr int kMaxFailures = 3;
constexpr std::size_t kBlockBufferBytes = std::size_t{4} << 20;
// A writer's chunks are 48 KiB; repack may choose others.
constexpr std::size_t kMaxChunkBytes = std::size_t{16} << 20;

} // namespace

std::optional<OverviewFile> OverviewFile::open(hid_t file, const std::filesystem::path& path,
                                               const Catalog& catalog, bool swmr)
{
    // If a field is missing or another dataset is used for the times, the columns would belong to other
    // fields.
    if (catalog.info.formatVersion == 0 || !catalog.ownFieldsWhole || !catalog.time ||
        catalog.time->name != layout::kTime || catalog.time->type != ElementType::Float64) {
        return std::nullopt;
    }
    const auto stepBytes = overviewStepBytes(file);
    if (!stepBytes) {
        return std::nullopt;
    }
    std::vector<OverviewLayout::Field> fields;
    for (std::size_t i = 0; i < catalog.ownFields; ++i) {
        fields.push_back({.components = catalog.fields[i].components(), .type = catalog.fields[i].type});
    }
    return OverviewFile(file, path, OverviewLayout(fields, *stepBytes), swmr);
}

OverviewFile::OverviewFile(hid_t file, const std::filesystem::path& path, OverviewLayout layout, bool swmr)
    : m_file(file)
    , m_path(path)
    , m_layout(std::move(layout))
    , m_swmr(swmr)
    , m_levels(m_layout.tables.size())
{
}

std::optional<OverviewPlace> OverviewFile::find(std::optional<std::size_t> field)
{
    std::optional<OverviewPlace> place = OverviewLayout::kTimes;
    if (field) {
        place = *field < m_layout.places.size() ? m_layout.places[*field] : std::nullopt;
    }
    return place && level(*place, 0).dataset ? place : std::nullopt;
}

std::size_t OverviewFile::blockSteps(const OverviewPlace& place, std::size_t level) const
{
    return m_layout.tables[place.table].blockSteps(level);
}

std::size_t OverviewFile::blocks(const OverviewPlace& place, std::size_t level, std::size_t steps)
{
    const std::size_t trusted = m_layout.tables[place.table].blocks(level, steps);
    if (trusted == 0) {
        return 0;
    }
    Level& opened = this->level(place, level);
    if (opened.dataset && m_swmr && opened.rows < trusted) {
        if (H5Drefresh(opened.dataset.get()) < 0) {
            giveUp(place, level); // HDF5 cannot use it any more
            H5Eclear2(H5E_DEFAULT);
        } else {
            const h5::Handle space(H5Dget_space(opened.dataset.get()), H5Sclose);
            std::array<hsize_t, 2> extent{};
            opened.rows = H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr) == 2 ? extent[0] : 0;
        }
    }
    return opened.dataset ? std::min(opened.rows, trusted) : 0;
}

OverviewFile::Level& OverviewFile::level(const OverviewPlace& place, std::size_t level)
{
    Level& wanted = m_levels[place.table][level];
    if (!wanted.dataset && wanted.failures < kMaxFailures) {
        const OverviewTable& table = m_layout.tables[place.table];
        wanted.dataset = {H5Dopen2(m_file, table.dataset(level).c_str(), H5P_DEFAULT), H5Dclose};
        if (!wanted.dataset) {
            ++wanted.failures; // while the file is written, one failure proves nothing
            H5Eclear2(H5E_DEFAULT);
        } else if (!examine(table, level, wanted)) {
            wanted.dataset.reset();
            wanted.failures = kMaxFailures;
            H5Eclear2(H5E_DEFAULT);
        }
    }
    return wanted;
}

/// Whether the relevant properties of the dataset are as a writer creates them.
bool OverviewFile::examine(const OverviewTable& table, std::size_t level, Level& opened)
{
    const h5::Handle type(H5Dget_type(opened.dataset.get()), H5Tclose);
    const h5::Handle space(H5Dget_space(opened.dataset.get()), H5Sclose);
    const h5::Handle list(H5Dget_create_plist(opened.dataset.get()), H5Pclose);
    std::array<hsize_t, 2> extent{};
    std::array<hsize_t, 2> chunk{};
    if (H5Tequal(type.get(), overviewType(level).get()) <= 0 ||
        H5Sget_simple_extent_ndims(space.get()) != 2 ||
        H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr) != 2 || extent[1] != table.columns ||
        H5Pget_layout(list.get()) != H5D_CHUNKED || H5Pget_chunk(list.get(), 2, chunk.data()) != 2 ||
        !h5::storageProblem(opened.dataset.get(), 2, H5Tget_size(type.get())).empty() ||
        chunk[0] * chunk[1] * H5Tget_size(type.get()) > kMaxChunkBytes) {
        return false;
    }
    opened.rows = extent[0];
    opened.chunkRows = chunk[0];
    opened.chunkColumns = chunk[1];
    return true;
}

void OverviewFile::giveUp(const OverviewPlace& place, std::size_t level)
{
    Level& failed = m_levels[place.table][level];
    failed.dataset.reset();
    failed.rows = 0;
    ++failed.failures;
}

void OverviewFile::add(const OverviewPlace& place, std::size_t level, std::size_t first, std::size_t end,
                       std::size_t firstComponent, Part part, const BinGrid& grid, BinValues& bins,
                       const std::function<void()>& pause)
{
    if (level == 0) {
        addRecords<OverviewFine>(place, level, first, end, firstComponent, part, grid, bins, pause);
    } else {
        addRecords<OverviewCoarse>(place, level, first, end, firstComponent, part, grid, bins, pause);
    }
}

template <typename Record>
void OverviewFile::read(Level& level, const std::array<hsize_t, 2>& start,
                        const std::array<hsize_t, 2>& count, hid_t type)
{
    m_buffer.resize(std::max<std::size_t>(m_buffer.size(), count[0] * count[1] * sizeof(Record)));
    const h5::Handle space(H5Dget_space(level.dataset.get()), H5Sclose);
    const h5::Handle memory(H5Screate_simple(2, count.data(), nullptr), H5Sclose);
    if (H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr) < 0 ||
        H5Dread(level.dataset.get(), type, memory.get(), space.get(), H5P_DEFAULT, m_buffer.data()) < 0) {
        h5::raise(m_path, "cannot read its overview");
    }
}

template <typename Record>
void OverviewFile::addRecords(const OverviewPlace& place, std::size_t levelNumber, std::size_t first,
                              std::size_t end, std::size_t firstComponent, Part part, const BinGrid& grid,
                              BinValues& bins, const std::function<void()>& pause)
{
    Level& level = this->level(place, levelNumber);
    const h5::Handle type = overviewType(levelNumber);
    const std::size_t blockSteps = this->blockSteps(place, levelNumber);
    const std::size_t firstColumn = place.firstColumn + firstComponent * place.parts;
    const std::size_t endColumn = firstColumn + bins.components() * place.parts;
    const std::size_t offset = part == Part::Imaginary ? 1 : 0;
    // Reads as many whole chunks as fit, and both parts of complex numbers together.
    const std::size_t unit = level.chunkColumns * place.parts;
    const std::size_t wide =
        std::max<std::size_t>(kBlockBufferBytes / (level.chunkRows * sizeof(Record) * unit), 1) * unit;
    for (std::size_t column = firstColumn; column < endColumn;) {
        const std::size_t columns = std::min(endColumn - column, wide);
        const std::size_t most =
            std::max<std::size_t>(kBlockBufferBytes / (columns * sizeof(Record)) / level.chunkRows, 1) *
            level.chunkRows;
        for (std::size_t block = first; block < end;) {
            pause();
            const std::size_t rows = std::min(end - block, most - block % most);
            read<Record>(level, {block, column}, {rows, columns}, type.get());
            const auto* records = reinterpret_cast<const Record*>(m_buffer.data()) + offset;
            for (std::size_t row = 0; row < rows; ++row) {
                bins.addBlock(grid.of((block + row) * blockSteps), (column - firstColumn) / place.parts,
                              columns / place.parts, records + row * columns, place.parts, blockSteps);
            }
            block += rows;
        }
        column += columns;
    }
    for (std::size_t block = first; block < end; ++block) {
        bins.see(grid.of(block * blockSteps), blockSteps);
    }
}

} // namespace h5pulse
