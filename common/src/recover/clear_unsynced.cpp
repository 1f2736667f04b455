// SPDX-License-Identifier: MIT
#include "recover/clear_unsynced.h"

#include "format/layout.h"
#include "format/overview.h"
#include "h5/check.h"
#include "h5/writable_file.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace h5pulse {

namespace {

constexpr const char* kCannotCut = "cannot be cut to the synchronised steps";

std::vector<hsize_t> extentOf(hid_t space, const std::filesystem::path& path)
{
    std::vector<hsize_t> extent(
        static_cast<std::size_t>(h5::check(H5Sget_simple_extent_ndims(space), path, kCannotCut)));
    h5::check(H5Sget_simple_extent_dims(space, extent.data(), nullptr), path, kCannotCut);
    return extent;
}

/// Number of rows up to the end of the last chunk in the index, independent of the extent.
hsize_t rowsInIndex(hid_t dataset, hid_t space, std::size_t rank, const std::filesystem::path& path)
{
    const h5::Handle list = h5::own(H5Dget_create_plist(dataset), H5Pclose, path, kCannotCut);
    std::vector<hsize_t> chunk(rank);
    h5::check(H5Pget_chunk(list.get(), static_cast<int>(rank), chunk.data()), path, kCannotCut);
    hsize_t chunks = 0;
    h5::check(H5Dget_num_chunks(dataset, space, &chunks), path, kCannotCut);
    if (chunks == 0) {
        return 0;
    }
    std::vector<hsize_t> offset(rank);
    h5::check(H5Dget_chunk_info(dataset, space, chunks - 1, offset.data(), nullptr, nullptr, nullptr), path,
              kCannotCut);
    return offset.front() + chunk.front();
}

/// HDF5 removes a chunk from the index when an extent that covers it becomes smaller. So extend first,
/// then cut; the larger extent is never visible.
void cutIndex(hid_t file, const std::filesystem::path& path, const std::string& name, hsize_t rows)
{
    const h5::Handle dataset = h5::own(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, path, kCannotCut);
    h5::check(H5Odisable_mdc_flushes(dataset.get()), path, kCannotCut);
    const h5::Handle space = h5::own(H5Dget_space(dataset.get()), H5Sclose, path, kCannotCut);
    std::vector<hsize_t> extent = extentOf(space.get(), path);
    const hsize_t there = rowsInIndex(dataset.get(), space.get(), extent.size(), path);
    if (std::max(there, extent.at(0)) <= rows) {
        return;
    }
    for (const hsize_t size : {std::max(there, extent[0]), rows}) {
        extent[0] = size;
        h5::check(H5Dset_extent(dataset.get(), extent.data()), path, kCannotCut);
    }
    h5::check(H5Dflush(dataset.get()), path, kCannotCut);
}

void cutOverview(hid_t file, const std::filesystem::path& path, const RunInspection& found)
{
    const auto stepBytes = overviewStepBytes(file);
    if (!stepBytes) {
        return;
    }
    std::vector<OverviewLayout::Field> fields;
    for (const FieldInfo& field : found.fields) {
        fields.push_back({field.components(), field.type});
    }
    for (const OverviewTable& table : OverviewLayout(fields, *stepBytes).tables) {
        for (std::size_t level = 0; level < kOverviewLevels; ++level) {
            if (H5Oexists_by_name(file, table.dataset(level).c_str(), H5P_DEFAULT) > 0) {
                cutIndex(file, path, table.dataset(level), table.blocks(level, found.steps));
            }
        }
    }
}

} // namespace

void clearUnsynced(const std::filesystem::path& path, const RunInspection& found)
{
    const h5::SuppressHdf5Errors silence;
    h5::WritableFile file = h5::WritableFile::openSwmr(path, 0);
    // The times first: a reader trusts every step that has a time.
    cutIndex(file.id(), path, layout::kTime, found.steps);
    for (const FieldInfo& field : found.fields) {
        cutIndex(file.id(), path, field.name, found.steps);
    }
    cutOverview(file.id(), path, found);
    if (const int error = file.close()) {
        throw Error(path, kCannotCut, std::strerror(error));
    }
}

} // namespace h5pulse
