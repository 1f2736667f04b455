// SPDX-License-Identifier: MIT
#include "catalog/field_dataset.h"

#include "h5/check.h"
#include "h5/header_extent.h"
#include "h5/types.h"
#include "os/file_system.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

namespace h5pulse {

namespace {

// Limit for one component of many rows: HDF5 needs excessive memory and time for selections over many
// chunks.
constexpr std::size_t kColumnBlockRows = 1024;
// Enough for the first block of the header of most datasets; its size is known after the first refresh.
constexpr std::size_t kHeaderBytes = 512;

/// Fills a buffer with NaN before reading, so that missing rows are recognisable: HDF5 does not change the
/// buffer for missing rows without a fill value.
void clear(ElementType type, void* to, std::size_t count)
{
    visitElementType(type, [&]<typename T>(std::type_identity<T>) {
        // An integer type has no NaN; quiet_NaN() is 0 there.
        std::fill_n(static_cast<RealOf<T>*>(to), count * partsOf(type),
                    std::numeric_limits<RealOf<T>>::quiet_NaN());
    });
}

} // namespace

std::size_t FieldInfo::components() const noexcept
{
    return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

FieldDataset::FieldDataset(hid_t file, const std::filesystem::path& path, FieldInfo info, Access access)
    : m_path(path)
    , m_info(std::move(info))
    , m_access(std::move(access))
{
    const std::string tried = "cannot open dataset '" + m_info.name + "'";
    m_dataset = h5::own(H5Dopen2(file, m_info.name.c_str(), H5P_DEFAULT), H5Dclose, path, tried);
    if (!readExtent() || !readStorage()) {
        h5::raise(path, tried);
    }
    if (m_access.driver) {
        prepareDirectReads();
    }
}

FieldDataset::FieldDataset(hid_t file, const std::filesystem::path& path, FieldInfo info)
    : FieldDataset(file, path, std::move(info), {})
{
}

void FieldDataset::prepareDirectReads()
{
    const h5::Handle stored(H5Dget_type(m_dataset.get()), H5Tclose);
    const h5::Handle memory = h5::memoryType(m_info.type);
    if (!m_filtered && H5Tequal(stored.get(), memory.get()) > 0) {
        m_chunks = h5::ChunkReader(m_access.driver, {m_chunk.begin(), m_chunk.end()}, m_info.type);
    }
    H5O_info_t object{};
    if (m_access.headers && H5Oget_info2(m_dataset.get(), &object, H5O_INFO_BASIC) >= 0) {
        m_header = {object.addr, kHeaderBytes};
    }
}

bool FieldDataset::refresh(std::span<const unsigned char> block)
{
    m_stale = true;
    m_chunks.forget(!m_access.chunksStayPut);
    std::vector<unsigned char> own;
    auto found = h5::parseHeaderExtent(block);
    if (!found && m_header.size > 0) {
        own.resize(m_header.size);
        own.resize(h5::readPastHdf5(*m_access.driver, m_header.address, own.size(), own.data()));
        found = h5::parseHeaderExtent(own);
    }
    if (!found || found->dimensions.size() != m_info.shape.size() + 1) {
        m_header.size = m_headerKnown ? m_header.size : 0; // a writer may be changing a known header
        return refreshHdf5();
    }
    m_headerKnown = true;
    m_header.size = found->headerBytes;
    m_rows = found->dimensions.front();
    return std::equal(m_info.shape.begin(), m_info.shape.end(), found->dimensions.begin() + 1);
}

bool FieldDataset::refreshHdf5()
{
    m_chunks.forget(!m_access.chunksStayPut);
    m_failed = H5Drefresh(m_dataset.get()) < 0 || !readExtent();
    m_stale = false;
    return !m_failed;
}

void FieldDataset::forgetChunks()
{
    m_chunks.forget(true);
}

/// Throws ChangedError if HDF5 fails; the next refresh of the Reader reopens the file then.
void FieldDataset::requireFresh() const
{
    if (m_access.driver) {
        static_cast<void>(identify(m_access.driver->descriptor())); // as RunFile::touch()
    }
    if (!m_failed && m_stale) {
        m_failed = H5Drefresh(m_dataset.get()) < 0;
        m_stale = false;
    }
    if (m_failed) {
        throw ChangedError(m_path, "cannot read '" + m_info.name + "'",
                           "its metadata cannot be read now; refresh and try again");
    }
}

bool FieldDataset::readExtent()
{
    const h5::Handle space(H5Dget_space(m_dataset.get()), H5Sclose);
    std::vector<hsize_t> extent(m_info.shape.size() + 1);
    if (!space || H5Sget_simple_extent_ndims(space.get()) != static_cast<int>(extent.size()) ||
        H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr) < 0) {
        return false;
    }
    m_rows = extent.front();
    return std::equal(m_info.shape.begin(), m_info.shape.end(), extent.begin() + 1);
}

bool FieldDataset::readStorage()
{
    const h5::Handle list(H5Dget_create_plist(m_dataset.get()), H5Pclose);
    std::vector<hsize_t> chunk(m_info.shape.size() + 1);
    if (!list || H5Pget_chunk(list.get(), static_cast<int>(chunk.size()), chunk.data()) < 0) {
        return false;
    }
    m_chunk.assign(chunk.begin(), chunk.end());
    m_filtered = H5Pget_nfilters(list.get()) > 0;
    return true;
}

void FieldDataset::readRows(std::size_t first, std::size_t count, ElementType type, void* to) const
{
    std::vector<hsize_t> start(m_info.shape.size() + 1, 0);
    std::vector<hsize_t> size{count};
    start.front() = first;
    size.insert(size.end(), m_info.shape.begin(), m_info.shape.end());
    readBlock(start, size, type, to);
}

void FieldDataset::readColumn(std::size_t component, std::size_t first, std::size_t count, ElementType type,
                              void* to) const
{
    std::vector<hsize_t> start(m_info.shape.size() + 1, 0);
    std::vector<hsize_t> size(start.size(), 1);
    for (std::size_t i = m_info.shape.size(); i-- > 0; component /= m_info.shape[i]) {
        start[i + 1] = component % m_info.shape[i];
    }
    auto* out = static_cast<unsigned char*>(to);
    for (std::size_t done = 0; done < count;) {
        const std::size_t rows = std::min(kColumnBlockRows, count - done);
        start.front() = first + done;
        size.front() = rows;
        readBlock(start, size, type, out);
        out += rows * sizeOf(type);
        done += rows;
    }
}

void FieldDataset::readBlock(const std::vector<hsize_t>& start, const std::vector<hsize_t>& count,
                             ElementType type, void* to) const
{
    const hsize_t elements = std::accumulate(count.begin(), count.end(), hsize_t{1}, std::multiplies<>());
    if (elements == 0) {
        return;
    }
    const auto find = [this](const std::vector<hsize_t>& firstElement) {
        requireFresh();
        return h5::findChunk(*m_access.driver, m_dataset.get(), firstElement.data(), m_chunks.chunkBytes());
    };
    if (m_chunks.read(start, count, type, to, find)) {
        return;
    }
    requireFresh();
    clear(type, to, elements);
    const auto tried = [&] {
        return "cannot read '" + m_info.name + "' at step " + std::to_string(start.front());
    };
    const h5::Handle space(H5Dget_space(m_dataset.get()), H5Sclose);
    // Has the same shape as the selection: otherwise HDF5 walks through both element by element.
    const h5::Handle memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
                            H5Sclose);
    const h5::Handle memoryType = h5::memoryType(type);
    if (H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr) < 0 ||
        H5Dread(m_dataset.get(), memoryType.get(), memory.get(), space.get(), H5P_DEFAULT, to) < 0) {
        h5::raise(m_path, tried());
    }
}

} // namespace h5pulse
