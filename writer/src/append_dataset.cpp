// SPDX-License-Identifier: MIT
#include "append_dataset.h"

#include "h5/check.h"
#include "h5/types.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace h5pulse {

namespace {

constexpr hsize_t kChunkBytes = hsize_t{128} << 10;
constexpr hsize_t kSmallestChunkBytes = hsize_t{8} << 10;
constexpr hsize_t kAllChunksBytes = hsize_t{2} << 20;
constexpr hsize_t kChunkRows = 8192;
constexpr hsize_t kMaximumChunkBytes = hsize_t{16} << 20;

hsize_t product(const std::vector<hsize_t>& sizes, std::size_t from = 0)
{
    return std::accumulate(sizes.begin() + static_cast<std::ptrdiff_t>(from), sizes.end(), hsize_t{1},
                           std::multiplies<>());
}

/// Without a chunk cache HDF5 writes the rows that it is given; with one it writes the whole chunk that they
/// are in, again at each flush.
h5::Handle uncachedAccessList()
{
    h5::Handle list(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose);
    H5Pset_chunk_cache(list.get(), 0, 0, H5D_CHUNK_CACHE_W0_DEFAULT);
    return list;
}

} // namespace

std::vector<hsize_t> chunkShape(const std::vector<std::size_t>& stepShape, std::size_t elementBytes,
                                std::size_t fieldCount)
{
    std::vector<hsize_t> chunk{1};
    chunk.insert(chunk.end(), stepShape.begin(), stepShape.end());
    for (std::size_t i = 1; i < chunk.size(); ++i) {
        while (chunk[i] > 1 && product(chunk) * elementBytes > kMaximumChunkBytes) {
            chunk[i] = (chunk[i] + 1) / 2;
        }
    }
    const hsize_t wanted = std::clamp<hsize_t>(kAllChunksBytes / std::max<std::size_t>(fieldCount, 1),
                                               kSmallestChunkBytes, kChunkBytes);
    chunk[0] = std::clamp<hsize_t>(wanted / (product(chunk) * elementBytes), 1, kChunkRows);
    return chunk;
}

AppendDataset::AppendDataset(hid_t file, const std::filesystem::path& path, std::string name,
                             ElementType type, std::size_t rows)
    : m_path(path)
    , m_name(std::move(name))
    , m_memoryType(h5::memoryType(type))
    , m_rows(rows)
{
    const std::string tried = "cannot open dataset '" + m_name + "' for writing";
    const h5::Handle access = uncachedAccessList();
    m_dataset = h5::own(H5Dopen2(file, m_name.c_str(), access.get()), H5Dclose, path, tried);
    const h5::Handle space = h5::own(H5Dget_space(m_dataset.get()), H5Sclose, path, tried);
    const int rank = h5::check(H5Sget_simple_extent_ndims(space.get()), path, tried);
    m_extent.resize(static_cast<std::size_t>(rank));
    h5::check(H5Sget_simple_extent_dims(space.get(), m_extent.data(), nullptr), path, tried);

    const h5::Handle list = h5::own(H5Dget_create_plist(m_dataset.get()), H5Pclose, path, tried);
    std::vector<hsize_t> chunk(m_extent.size());
    h5::check(H5Pget_chunk(list.get(), rank, chunk.data()), path, tried);
    m_chunkRows = chunk.front();
    m_rowBytes = product(m_extent, 1) * sizeOf(type);
    m_slabBytes = product(chunk) * sizeOf(type);
    for (std::size_t i = 1; i < chunk.size(); ++i) {
        m_slabBytes *= (m_extent[i] + chunk[i] - 1) / chunk[i];
    }
    m_wholeChunks = std::equal(chunk.begin() + 1, chunk.end(), m_extent.begin() + 1) &&
                    H5Pget_nfilters(list.get()) == 0 && std::endian::native == std::endian::little;
    h5::check(H5Odisable_mdc_flushes(m_dataset.get()), path, tried);
}

void AppendDataset::append(const std::byte* rows, std::size_t count)
{
    hsize_t row = m_rows;
    const hsize_t end = row + count;
    if (end > m_extent.front()) {
        m_extent.front() = end;
        h5::check(H5Dset_extent(m_dataset.get(), m_extent.data()), m_path, "cannot extend '" + m_name + "'");
    }
    m_rows = end;
    while (row < end) {
        const hsize_t inChunk = row % m_chunkRows;
        if (m_wholeChunks && inChunk == 0 && end - row >= m_chunkRows) {
            writeChunk(row, rows);
            rows += m_chunkRows * m_rowBytes;
            row += m_chunkRows;
            continue;
        }
        // Without whole chunks HDF5 divides the rows itself; with them only the ends are left to it.
        const hsize_t part = m_wholeChunks ? std::min(end - row, m_chunkRows - inChunk) : end - row;
        write(row, part, rows);
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

void AppendDataset::write(hsize_t firstRow, hsize_t count, const std::byte* rows)
{
    const std::string tried = "cannot write '" + m_name + "'";
    const h5::Handle space = h5::own(H5Dget_space(m_dataset.get()), H5Sclose, m_path, tried);
    std::vector<hsize_t> start(m_extent.size(), 0);
    std::vector<hsize_t> size = m_extent;
    start.front() = firstRow;
    size.front() = count;
    h5::check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr),
              m_path, tried);
    // Of the same shape as the selection: else HDF5 walks through both element by element.
    const h5::Handle memory = h5::own(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr),
                                      H5Sclose, m_path, tried);
    h5::check(H5Dwrite(m_dataset.get(), m_memoryType.get(), memory.get(), space.get(), H5P_DEFAULT, rows),
              m_path, tried);
}

/// A whole chunk goes to the file as it is, past HDF5's chunk cache and type conversion.
void AppendDataset::writeChunk(hsize_t firstRow, const std::byte* rows)
{
    std::vector<hsize_t> offset(m_extent.size(), 0);
    offset.front() = firstRow;
    h5::check(H5Dwrite_chunk(m_dataset.get(), H5P_DEFAULT, 0, offset.data(), m_chunkRows * m_rowBytes, rows),
              m_path, "cannot write '" + m_name + "'");
}

void AppendDataset::flush()
{
    h5::check(H5Dflush(m_dataset.get()), m_path, "cannot commit '" + m_name + "'");
}

} // namespace h5pulse
