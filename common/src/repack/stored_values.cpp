// SPDX-License-Identifier: MIT
#include "repack/stored_values.h"

#include "h5/check.h"
#include "h5/storage.h"
#include "repack/job.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace h5pulse::repacking {

namespace {

// Each of the two files has one such buffer in memory.
constexpr std::size_t kBlockBytes = std::size_t{8} << 20;
// Size of references to values of variable length; the values are stored elsewhere in memory and may be
// long.
constexpr std::size_t kVariableBytes = std::size_t{64} << 10;

std::string filterProblem(hid_t list)
{
    for (int i = 0; i < H5Pget_nfilters(list); ++i) {
        unsigned flags = 0;
        std::size_t values = 0;
        std::array<char, 64> name{};
        const H5Z_filter_t filter = H5Pget_filter2(list, static_cast<unsigned>(i), &flags, &values, nullptr,
                                                   name.size(), name.data(), nullptr);
        if (H5Zfilter_avail(filter) <= 0) {
            name.back() = '\0';
            return "the plugin for its filter " + std::to_string(filter) +
                   (name.front() ? std::string(" (") + name.data() + ")" : "") +
                   " is not installed, or not in a folder that HDF5_PLUGIN_PATH names";
        }
    }
    return {};
}

} // namespace

Blocks::Blocks(std::vector<hsize_t> extent, std::vector<hsize_t> chunk, std::size_t elementBytes,
               std::size_t budget)
    : m_extent(std::move(extent))
    , m_block(std::move(chunk))
    , m_start(m_extent.size(), 0)
    , m_count(m_extent.size(), 0)
{
    hsize_t bytes = std::max<hsize_t>(elementBytes, 1);
    for (const hsize_t size : m_block) {
        bytes *= size;
    }
    // From the last dimension, which varies fastest, outwards, as long as the block has all inner
    // dimensions.
    for (std::size_t i = m_block.size(); i-- > 0;) {
        const hsize_t wanted = (m_extent[i] + m_block[i] - 1) / m_block[i];
        const hsize_t times = std::max<hsize_t>(1, std::min<hsize_t>(wanted, budget / bytes));
        m_block[i] *= times;
        bytes *= times;
        if (times < wanted) {
            break;
        }
    }
}

std::size_t Blocks::elements() const noexcept
{
    std::size_t count = 1;
    for (const hsize_t size : m_count) {
        count *= size;
    }
    return count;
}

bool Blocks::step()
{
    if (!std::exchange(m_begun, true)) {
        return std::find(m_extent.begin(), m_extent.end(), 0) == m_extent.end();
    }
    for (std::size_t i = m_start.size(); i-- > 0;) {
        m_start[i] += m_block[i];
        if (m_start[i] < m_extent[i]) {
            return true;
        }
        m_start[i] = 0;
    }
    return false;
}

bool Blocks::next()
{
    if (!step()) {
        return false;
    }
    for (std::size_t i = 0; i < m_start.size(); ++i) {
        m_count[i] = std::min(m_block[i], m_extent[i] - m_start[i]);
    }
    return true;
}

DatasetValues::DatasetValues(hid_t file, const std::filesystem::path& path, std::string name)
    : m_path(path)
    , m_what("'" + std::move(name) + "'")
    , m_dataset(h5::own(H5Dopen2(file, m_what.substr(1, m_what.size() - 2).c_str(), H5P_DEFAULT), H5Dclose,
                        path, kCannotRepack))
    , m_space(h5::own(H5Dget_space(m_dataset.get()), H5Sclose, path, kCannotRepack))
    , m_list(h5::own(H5Dget_create_plist(m_dataset.get()), H5Pclose, path, kCannotRepack))
    , m_storedType(h5::own(H5Dget_type(m_dataset.get()), H5Tclose, path, kCannotRepack))
    , m_type(h5::own(H5Tcopy(m_storedType.get()), H5Tclose, path, kCannotRepack))
    , m_kind(m_type.get(), path, m_what)
{
    const int rank = h5::check(H5Sget_simple_extent_ndims(m_space.get()), path, kCannotRepack);
    m_extent.resize(static_cast<std::size_t>(rank));
    m_chunk.resize(m_extent.size(), 1);
    h5::check(H5Sget_simple_extent_dims(m_space.get(), m_extent.data(), nullptr), path, kCannotRepack);
    std::string problem = h5::storageProblem(m_dataset.get(), rank, m_kind.size());
    if (problem.empty()) {
        problem = filterProblem(m_list.get());
    }
    if (!problem.empty()) {
        refuse(path, m_what + ": " + problem);
    }
    m_chunked = H5Pget_layout(m_list.get()) == H5D_CHUNKED;
    if (m_chunked) {
        h5::check(H5Pget_chunk(m_list.get(), rank, m_chunk.data()), path, kCannotRepack);
    }
    measure();
}

hsize_t DatasetValues::chunksInExtent() const
{
    hsize_t chunks = 1;
    for (std::size_t i = 0; i < m_extent.size(); ++i) {
        chunks *= (m_extent[i] + m_chunk[i] - 1) / m_chunk[i];
    }
    return chunks;
}

void DatasetValues::measure()
{
    H5D_space_status_t status = H5D_SPACE_STATUS_NOT_ALLOCATED;
    if (H5Sget_simple_extent_type(m_space.get()) == H5S_NULL ||
        H5Dget_space_status(m_dataset.get(), &status) < 0 || status == H5D_SPACE_STATUS_NOT_ALLOCATED) {
        return;
    }
    hsize_t elements = 1;
    for (const hsize_t size : m_extent) {
        elements *= size;
    }
    if (m_chunked) {
        hsize_t written = 0;
        h5::check(H5Dget_num_chunks(m_dataset.get(), m_space.get(), &written), m_path, kCannotRepack);
        m_sparse = written != chunksInExtent();
        if (m_sparse) {
            elements = written;
            for (const hsize_t size : m_chunk) {
                elements *= size;
            }
        }
    }
    m_bytes = elements * m_kind.size();
}

Blocks DatasetValues::blocks() const
{
    const std::size_t budget = m_sparse ? 0 : m_kind.isVariable() ? kVariableBytes : kBlockBytes;
    return {m_extent, m_chunk, m_kind.size(), budget};
}

bool DatasetValues::isWritten(const std::vector<hsize_t>& start) const
{
    hsize_t bytes = 0;
    // For missing chunks HDF5 returns 0 or fails, depending on its version.
    return !m_chunked || (H5Dget_chunk_storage_size(m_dataset.get(), start.data(), &bytes) >= 0 && bytes > 0);
}

bool DatasetValues::sameStorage(const DatasetValues& other) const
{
    const auto fill = [this](hid_t list) {
        H5D_fill_value_t kind = H5D_FILL_VALUE_ERROR;
        H5D_fill_time_t time = H5D_FILL_TIME_ERROR;
        std::vector<std::byte> value(m_kind.size());
        H5Pfill_value_defined(list, &kind);
        H5Pget_fill_time(list, &time);
        if (kind == H5D_FILL_VALUE_USER_DEFINED && m_kind.isPlain()) {
            h5::check(H5Pget_fill_value(list, m_type.get(), value.data()), m_path, kCannotRepack);
        }
        return std::tuple(kind, time, value);
    };
    return H5Pget_layout(m_list.get()) == H5Pget_layout(other.m_list.get()) && m_chunk == other.m_chunk &&
           fill(m_list.get()) == fill(other.m_list.get());
}

h5::Handle DatasetValues::select(const Blocks& block) const
{
    h5::Handle space = h5::own(H5Scopy(m_space.get()), H5Sclose, m_path, kCannotRepack);
    if (!m_extent.empty()) {
        h5::check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, block.start().data(), nullptr,
                                      block.count().data(), nullptr),
                  m_path, kCannotRepack);
    }
    return space;
}

void DatasetValues::read(const Blocks& block, std::byte* values) const
{
    const hsize_t count = block.elements();
    const h5::Handle memory = h5::own(H5Screate_simple(1, &count, nullptr), H5Sclose, m_path, kCannotRepack);
    h5::check(H5Dread(m_dataset.get(), m_type.get(), memory.get(), select(block).get(), H5P_DEFAULT, values),
              m_path, "cannot be repacked, as " + m_what + " cannot be read");
}

void DatasetValues::write(const Blocks& block, const std::byte* values) const
{
    const hsize_t count = block.elements();
    const h5::Handle memory = h5::own(H5Screate_simple(1, &count, nullptr), H5Sclose, m_path, kCannotRepack);
    h5::check(H5Dwrite(m_dataset.get(), m_type.get(), memory.get(), select(block).get(), H5P_DEFAULT, values),
              m_path, "cannot be repacked, as " + m_what + " cannot be written to the new file");
}

AttributeValues::AttributeValues(hid_t object, const std::filesystem::path& path, const std::string& owner,
                                 const std::string& name)
    : m_attribute(h5::own(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, path, kCannotRepack))
    , m_space(h5::own(H5Aget_space(m_attribute.get()), H5Sclose, path, kCannotRepack))
    , m_list(h5::own(H5Aget_create_plist(m_attribute.get()), H5Pclose, path, kCannotRepack))
    , m_storedType(h5::own(H5Aget_type(m_attribute.get()), H5Tclose, path, kCannotRepack))
    , m_type(h5::own(H5Tcopy(m_storedType.get()), H5Tclose, path, kCannotRepack))
    , m_kind(m_type.get(), path, "attribute '" + name + "' of '" + owner + "'")
    , m_values(m_type.get(), m_kind)
{
    if (H5Sget_simple_extent_type(m_space.get()) == H5S_NULL) {
        return;
    }
    m_count =
        static_cast<std::size_t>(h5::check(H5Sget_simple_extent_npoints(m_space.get()), path, kCannotRepack));
    std::byte* values = m_values.prepare(m_count);
    if (m_count > 0) {
        h5::check(H5Aread(m_attribute.get(), m_type.get(), values), path,
                  "cannot be repacked, as attribute '" + name + "' of '" + owner + "' cannot be read");
    }
}

} // namespace h5pulse::repacking
