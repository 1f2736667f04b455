// SPDX-License-Identifier: MIT
#include "dataset/append_dataset.h"

#include "h5/check.h"
#include "h5/types.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace h5pulse {

namespace {

hsize_t product(const std::vector<hsize_t>& sizes, std::size_t from = 0)
{
    return std::accumulate(sizes.begin() + static_cast<std::ptrdiff_t>(from), sizes.end(), hsize_t{1},
                           std::multiplies<>());
}

} // namespace

h5::Handle uncachedAccess()
{
    h5::Handle list(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose);
    H5Pset_chunk_cache(list.get(), 0, 0, H5D_CHUNK_CACHE_W0_DEFAULT);
    return list;
}

AppendDataset::AppendDataset(hid_t file, const std::filesystem::path& path, std::string name,
                             ElementType type, std::size_t rows, hid_t access)
    : m_path(path)
    , m_name(std::move(name))
    , m_memoryType(h5::memoryType(type))
    , m_driver(h5::driverFile(file))
    , m_rows(rows)
{
    const std::string tried = "cannot open dataset '" + m_name + "' for writing";
    m_dataset = h5::own(H5Dopen2(file, m_name.c_str(), access), H5Dclose, path, tried);
    const h5::Handle space = h5::own(H5Dget_space(m_dataset.get()), H5Sclose, path, tried);
    const int rank = h5::check(H5Sget_simple_extent_ndims(space.get()), path, tried);
    m_extent.resize(static_cast<std::size_t>(rank));
    h5::check(H5Sget_simple_extent_dims(space.get(), m_extent.data(), nullptr), path, tried);

    const h5::Handle list = h5::own(H5Dget_create_plist(m_dataset.get()), H5Pclose, path, tried);
    std::vector<hsize_t> chunk(m_extent.size());
    h5::check(H5Pget_chunk(list.get(), rank, chunk.data()), path, tried);
    describe(list.get(), chunk, type);
    h5::check(H5Odisable_mdc_flushes(m_dataset.get()), path, tried);
}

void AppendDataset::describe(hid_t list, const std::vector<hsize_t>& chunk, ElementType type)
{
    m_chunkRows = chunk.front();
    m_rowBytes = product(m_extent, 1) * sizeOf(type);
    m_slabBytes = product(chunk) * sizeOf(type);
    for (std::size_t i = 1; i < chunk.size(); ++i) {
        m_slabBytes *= (m_extent[i] + chunk[i] - 1) / chunk[i];
    }
    m_wholeRows = m_driver && std::equal(chunk.begin() + 1, chunk.end(), m_extent.begin() + 1) &&
                  std::endian::native == std::endian::little;
    m_filters = std::max(H5Pget_nfilters(list), 0);
    H5D_fill_value_t fill = H5D_FILL_VALUE_UNDEFINED;
    if (H5Pfill_value_defined(list, &fill) >= 0 && fill == H5D_FILL_VALUE_USER_DEFINED) {
        m_fill.resize(sizeOf(type));
        h5::check(H5Pget_fill_value(list, m_memoryType.get(), m_fill.data()), m_path,
                  "cannot read a fill value");
    }
}

void AppendDataset::extend(std::size_t count)
{
    if (m_rows + count > m_extent.front()) {
        m_extent.front() = m_rows + count;
        h5::check(H5Dset_extent(m_dataset.get(), m_extent.data()), m_path, "cannot extend '" + m_name + "'");
    }
}

void AppendDataset::append(const std::byte* rows, std::size_t count)
{
    hsize_t row = m_rows;
    const hsize_t end = row + count;
    m_rows = end;
    while (row < end) {
        const hsize_t inChunk = row % m_chunkRows;
        hsize_t part = end - row;
        if (!m_wholeRows && m_filters == 0) {
            write(row, part, rows); // HDF5 divides the rows among the chunks
        } else if (inChunk == 0 && part >= m_chunkRows) {
            part -= part % m_chunkRows;
            writeChunks(row, part, rows);
        } else {
            part = std::min(part, m_chunkRows - inChunk);
            writePart(row, part, rows);
        }
        rows += part * m_rowBytes;
        row += part;
    }
}

std::size_t AppendDataset::bytesFor(std::size_t count) const noexcept
{
    const auto slabs = [&](hsize_t rows) { return (rows + m_chunkRows - 1) / m_chunkRows; };
    return (slabs(m_rows + count) - slabs(m_rows)) * m_slabBytes;
}

void AppendDataset::cut()
{
    if (m_extent.front() > m_rows) {
        m_extent.front() = m_rows;
        h5::check(H5Dset_extent(m_dataset.get(), m_extent.data()), m_path, "cannot cut '" + m_name + "'");
    }
}

AppendDataset::Selection AppendDataset::select(hsize_t firstRow, hsize_t count) const
{
    const std::string tried = "cannot select rows of '" + m_name + "'";
    std::vector<hsize_t> start(m_extent.size(), 0);
    std::vector<hsize_t> size = m_extent;
    start.front() = firstRow;
    size.front() = count;
    Selection result{h5::own(H5Dget_space(m_dataset.get()), H5Sclose, m_path, tried),
                     // Memory and file selections have the same shape; otherwise HDF5 walks through both
                     // element by element.
                     h5::own(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), H5Sclose,
                             m_path, tried)};
    h5::check(
        H5Sselect_hyperslab(result.file.get(), H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr),
        m_path, tried);
    return result;
}

void AppendDataset::write(hsize_t firstRow, hsize_t count, const std::byte* rows)
{
    const Selection to = select(firstRow, count);
    h5::check(
        H5Dwrite(m_dataset.get(), m_memoryType.get(), to.memory.get(), to.file.get(), H5P_DEFAULT, rows),
        m_path, "cannot write '" + m_name + "'");
}

/// Writes whole chunks; firstRow is the first row of a chunk.
void AppendDataset::writeChunks(hsize_t firstRow, hsize_t count, const std::byte* rows)
{
    if (m_filters > 0) {
        for (hsize_t done = 0; done < count; done += m_chunkRows) {
            write(firstRow + done, m_chunkRows, rows + done * m_rowBytes);
        }
        return;
    }
    m_driver->gatherRows = true;
    try {
        for (hsize_t done = 0; done < count; done += m_chunkRows) {
            writeChunk(firstRow + done, 0, rows + done * m_rowBytes);
        }
    } catch (...) {
        h5::flushRows(*m_driver);
        throw;
    }
    h5::flushRows(*m_driver);
}

/// Writes some rows of one chunk, but not all.
void AppendDataset::writePart(hsize_t firstRow, hsize_t count, const std::byte* rows)
{
    const hsize_t inChunk = firstRow % m_chunkRows;
    if (!m_wholeRows) {
        write(firstRow, count, rows);
        return;
    }
    if (m_openChunk != firstRow / m_chunkRows && m_filters > 0 && inChunk > 0) {
        continuePlainChunk(firstRow);
    }
    if (m_openChunk == firstRow / m_chunkRows) {
        h5::writeRows(*m_driver, m_openAddress + inChunk * m_rowBytes, rows, count * m_rowBytes);
        return;
    }
    m_driver->rowsSize = 0;
    if (m_filters > 0) {
        beginPlainChunk(firstRow, count, rows);
    } else {
        write(firstRow, count, rows);
    }
    // HDF5 wrote either the whole chunk, if it fills chunks, or the rows alone.
    const hsize_t chunkBytes = m_chunkRows * m_rowBytes;
    if (m_driver->rowsSize == chunkBytes || (m_filters == 0 && m_driver->rowsSize == count * m_rowBytes)) {
        const hsize_t into = m_driver->rowsSize == chunkBytes ? 0 : inChunk * m_rowBytes;
        m_openChunk = firstRow / m_chunkRows;
        m_openAddress = m_driver->rowsAddress - into;
    }
}

AppendDataset::StoredChunk AppendDataset::lookUpChunk(hsize_t firstRow) const
{
    std::vector<hsize_t> offset(m_extent.size(), 0);
    offset.front() = firstRow;
    StoredChunk chunk;
    h5::check(H5Dget_chunk_info_by_coord(m_dataset.get(), offset.data(), &chunk.filterMask, &chunk.address,
                                         &chunk.bytes),
              m_path, "cannot look up a chunk of '" + m_name + "'");
    return chunk;
}

/// Locates a chunk that an earlier writer began without filters. Its committed rows are not rewritten.
void AppendDataset::continuePlainChunk(hsize_t firstRow)
{
    const StoredChunk chunk = lookUpChunk(firstRow - firstRow % m_chunkRows);
    if (chunk.filterMask == allFilters() && chunk.bytes == m_chunkRows * m_rowBytes) {
        m_openChunk = firstRow / m_chunkRows;
        m_openAddress = chunk.address;
    }
}

/// Allocates a chunk without filters, so that later rows can be written into it. A chunk that is already
/// filtered, such as the last one of a repacked file, moves; HDF5 does not touch its old location, so readers
/// lose nothing.
void AppendDataset::beginPlainChunk(hsize_t firstRow, hsize_t count, const std::byte* rows)
{
    const hsize_t before = firstRow % m_chunkRows;
    std::vector<std::byte> chunk(m_chunkRows * m_rowBytes);
    for (std::size_t i = 0; !m_fill.empty() && i < chunk.size(); i += m_fill.size()) {
        std::ranges::copy(m_fill, chunk.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (before > 0) {
        requireToMove(firstRow - before);
        const Selection old = select(firstRow - before, before);
        h5::check(H5Dread(m_dataset.get(), m_memoryType.get(), old.memory.get(), old.file.get(), H5P_DEFAULT,
                          chunk.data()),
                  m_path, "cannot read '" + m_name + "'");
    }
    std::copy_n(rows, count * m_rowBytes, chunk.begin() + static_cast<std::ptrdiff_t>(before * m_rowBytes));
    writeChunk(firstRow - before, allFilters(), chunk.data());
}

/// If filters did not make a chunk smaller, HDF5 would overwrite it in place, and a kill could tear committed
/// rows.
void AppendDataset::requireToMove(hsize_t firstRow) const
{
    if (lookUpChunk(firstRow).bytes == m_chunkRows * m_rowBytes) {
        throw Error(m_path, "cannot be resumed",
                    "the last chunk of '" + m_name +
                        "' cannot be continued; use 'h5pulse repack --filter none' first");
    }
}

/// Writes a whole chunk directly, without HDF5's chunk cache and type conversion.
void AppendDataset::writeChunk(hsize_t firstRow, std::uint32_t filterMask, const std::byte* rows)
{
    std::vector<hsize_t> offset(m_extent.size(), 0);
    offset.front() = firstRow;
    h5::check(H5Dwrite_chunk(m_dataset.get(), H5P_DEFAULT, filterMask, offset.data(),
                             m_chunkRows * m_rowBytes, rows),
              m_path, "cannot write '" + m_name + "'");
}

void AppendDataset::flush()
{
    h5::check(H5Dflush(m_dataset.get()), m_path, "cannot commit '" + m_name + "'");
}

} // namespace h5pulse
