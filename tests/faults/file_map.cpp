// SPDX-License-Identifier: MIT
#include "file_map.h"

#include "format/heartbeat.h"
#include "format/layout.h"
#include "h5/handle.h"
#include "h5/superblock.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>

namespace h5pulse::faults {

namespace {

constexpr hsize_t kMaxChunks = 64; ///< of a dataset, along its rows

h5::Handle openFile(const std::filesystem::path& path)
{
    const h5::Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    for (const unsigned flags : {H5F_ACC_RDONLY, H5F_ACC_RDONLY | H5F_ACC_SWMR_READ}) {
        H5E_BEGIN_TRY
        {
            h5::Handle file(H5Fopen(path.c_str(), flags, access.get()), H5Fclose);
            if (file) {
                return file;
            }
        }
        H5E_END_TRY
    }
    throw std::runtime_error("HDF5 does not open " + path.string());
}

std::vector<FileMap::Chunk> chunksOf(hid_t dataset, const std::string& name)
{
    const h5::Handle space(H5Dget_space(dataset), H5Sclose);
    const h5::Handle list(H5Dget_create_plist(dataset), H5Pclose);
    const h5::Handle type(H5Dget_type(dataset), H5Tclose);
    const auto rank = static_cast<std::size_t>(H5Sget_simple_extent_ndims(space.get()));
    std::vector<hsize_t> extent(rank);
    std::vector<hsize_t> chunk(rank);
    H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr);
    H5Pget_chunk(list.get(), static_cast<int>(rank), chunk.data());
    const auto rowBytes = std::accumulate(chunk.begin() + 1, chunk.end(), hsize_t{1}, std::multiplies<>()) *
                          H5Tget_size(type.get());
    const int filters = H5Pget_nfilters(list.get());
    std::vector<FileMap::Chunk> chunks;
    // HDF5 1.10 goes through the index from its beginning for each chunk.
    const hsize_t most = kMaxChunks * chunk[0];
    std::vector<hsize_t> offset(rank, 0);
    offset[0] = extent[0] > most ? (extent[0] - most) / chunk[0] * chunk[0] : 0;
    while (offset[0] < extent[0]) { // through the grid of chunks, as an odometer counts
        unsigned mask = 0;
        haddr_t address = HADDR_UNDEF;
        hsize_t bytes = 0;
        H5Dget_chunk_info_by_coord(dataset, offset.data(), &mask, &address, &bytes);
        if (address != HADDR_UNDEF) {
            const bool filtered = filters > 0 && mask != (1U << filters) - 1;
            chunks.push_back({name, offset[0], chunk[0], rowBytes, filtered, address, bytes});
        }
        for (std::size_t i = rank; i-- > 0;) {
            offset[i] += chunk[i];
            if (i == 0 || offset[i] < extent[i]) {
                break;
            }
            offset[i] = 0;
        }
    }
    return chunks;
}

std::uint64_t headerOf(hid_t object)
{
    H5O_info_t info{};
    H5Oget_info(object, &info);
    return info.addr;
}

/// Every dataset below an object.
std::vector<std::string> datasetsBelow(hid_t file, const char* group)
{
    std::vector<std::string> names;
    if (H5Lexists(file, group, H5P_DEFAULT) > 0) {
        const auto visit = [](hid_t, const char* name, const H5O_info_t* info, void* to) -> herr_t {
            if (info->type == H5O_TYPE_DATASET) {
                static_cast<std::vector<std::string>*>(to)->push_back(name);
            }
            return 0;
        };
        const h5::Handle opened(H5Gopen2(file, group, H5P_DEFAULT), H5Gclose);
        H5Ovisit(opened.get(), H5_INDEX_NAME, H5_ITER_NATIVE, visit, &names);
    }
    return names;
}

} // namespace

FileMap::FileMap(const std::filesystem::path& path)
{
    const h5::Handle file = openFile(path);
    const auto open = [&](const std::string& name) {
        h5::Handle dataset(H5Dopen2(file.get(), name.c_str(), H5P_DEFAULT), H5Dclose);
        if (!dataset) {
            throw std::runtime_error(path.string() + " has no dataset " + name);
        }
        return dataset;
    };
    m_regions.push_back({0, h5::kSuperblockBytes, "superblock"});
    m_heartbeat = H5Dget_offset(open(layout::kHeartbeat).get());
    m_regions.push_back({m_heartbeat, m_heartbeat + sizeof(Heartbeat), "heartbeat"});
    const h5::Handle journal = open(layout::kJournal);
    const std::uint64_t at = H5Dget_offset(journal.get());
    m_regions.push_back({at, at + H5Dget_storage_size(journal.get()), "journal"});

    const std::vector<std::string> all = datasetsBelow(file.get(), "/");
    for (const std::string& name : all) {
        const bool overview = name.starts_with(layout::kOverview);
        if (!overview && name.starts_with(layout::kServiceGroup)) {
            continue;
        }
        const h5::Handle dataset = open(name);
        const std::vector<Chunk> chunks = chunksOf(dataset.get(), name);
        for (const Chunk& chunk : chunks) {
            m_regions.push_back(
                {chunk.address, chunk.address + chunk.bytes, overview ? "overview" : "rows " + name});
        }
        if (!overview) {
            const std::uint64_t header = headerOf(dataset.get());
            m_regions.push_back({header, header + 1, "extent " + name});
            m_chunks.insert(m_chunks.end(), chunks.begin(), chunks.end());
            const h5::Handle space(H5Dget_space(dataset.get()), H5Sclose);
            std::vector<hsize_t> extent(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space.get())));
            H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr);
            m_rows.emplace_back(name, extent.at(0));
        }
    }
    std::sort(m_regions.begin(), m_regions.end(),
              [](const Region& a, const Region& b) { return a.from < b.from; });
}

std::uint64_t FileMap::rows(const std::string& dataset) const
{
    for (const auto& [name, rows] : m_rows) {
        if (name == dataset) {
            return rows;
        }
    }
    throw std::runtime_error("there is no dataset " + dataset);
}

std::string FileMap::nameOf(std::uint64_t from, std::uint64_t to) const
{
    auto region = std::upper_bound(m_regions.begin(), m_regions.end(), from,
                                   [](std::uint64_t at, const Region& r) { return at < r.to; });
    std::vector<std::string> names;
    for (; region != m_regions.end() && region->from < to; ++region) {
        if (std::find(names.begin(), names.end(), region->name) == names.end()) {
            names.push_back(region->name);
        }
    }
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : "+") + name;
    }
    return text.empty() ? "metadata" : text;
}

} // namespace h5pulse::faults
