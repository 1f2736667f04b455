// SPDX-License-Identifier: MIT
#include "contestants/hdf5_datasets.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace bench {
namespace {

herr_t keepInnermost(unsigned, const H5E_error2_t* error, void* text)
{
    *static_cast<std::string*>(text) = error->desc;
    return 0;
}

void createDataset(hid_t file, const char* name, hsize_t components, hsize_t chunkRows)
{
    const int rank = components == 0 ? 1 : 2;
    const hsize_t size[] = {0, components};
    const hsize_t limit[] = {H5S_UNLIMITED, components};
    const hsize_t chunk[] = {chunkRows, components};
    const hid_t space = checked(H5Screate_simple(rank, size, limit), "create a data space");
    const hid_t list = checked(H5Pcreate(H5P_DATASET_CREATE), "create a property list");
    checked(H5Pset_chunk(list, rank, chunk), "set the chunk size");
    // Rows are written at once, so fill values are unnecessary.
    checked(H5Pset_fill_time(list, H5D_FILL_TIME_NEVER), "set the fill time");
    const hid_t id = checked(H5Dcreate2(file, name, H5T_IEEE_F64LE, space, H5P_DEFAULT, list, H5P_DEFAULT),
                             "create a dataset");
    H5Dclose(id);
    H5Pclose(list);
    H5Sclose(space);
}

} // namespace

void failHdf5(const char* tried)
{
    std::string reason = "no reason given";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keepInnermost, &reason);
    throw std::runtime_error(std::string("HDF5 cannot ") + tried + ": " + reason);
}

GrowingDataset::GrowingDataset(hid_t file, const char* name, std::size_t components)
    : m_id(checked(H5Dopen2(file, name, H5P_DEFAULT), "open a dataset"))
    , m_rank(components == 0 ? 1 : 2)
    , m_components(components)
{
    hsize_t size[H5S_MAX_RANK] = {};
    const hid_t space = checked(H5Dget_space(m_id), "get a data space");
    const int rank = H5Sget_simple_extent_dims(space, size, nullptr);
    H5Sclose(space);
    if (rank != m_rank || (rank == 2 && size[1] != m_components)) {
        throw std::runtime_error(std::string("wrong shape of ") + name);
    }
    m_rows = size[0];
}

GrowingDataset::GrowingDataset(GrowingDataset&& other) noexcept
    : m_id(std::exchange(other.m_id, H5I_INVALID_HID))
    , m_rank(other.m_rank)
    , m_components(other.m_components)
    , m_rows(other.m_rows)
{
}

GrowingDataset& GrowingDataset::operator=(GrowingDataset&& other) noexcept
{
    std::swap(m_id, other.m_id);
    m_rank = other.m_rank;
    m_components = other.m_components;
    m_rows = other.m_rows;
    return *this;
}

void GrowingDataset::append(const double* values, std::size_t count)
{
    const hsize_t size[] = {m_rows + count, m_components};
    const hsize_t start[] = {m_rows, 0};
    const hsize_t block[] = {count, m_components};
    checked(H5Dset_extent(m_id, size), "extend a dataset");
    const hid_t space = checked(H5Dget_space(m_id), "get a data space");
    const hid_t memory = checked(H5Screate_simple(m_rank, block, nullptr), "create a data space");
    checked(H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nullptr, block, nullptr), "select rows");
    checked(H5Dwrite(m_id, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values), "write rows");
    H5Sclose(memory);
    H5Sclose(space);
    m_rows += count;
}

void GrowingDataset::appendChunk(const double* values, std::size_t count, std::size_t chunkRows)
{
    const hsize_t size[] = {m_rows + count, m_components};
    const hsize_t start[] = {m_rows, 0};
    const std::size_t bytes = chunkRows * (m_rank == 1 ? 1 : m_components) * sizeof(double);
    checked(H5Dset_extent(m_id, size), "extend a dataset");
    checked(H5Dwrite_chunk(m_id, H5P_DEFAULT, 0, start, bytes, values), "write a chunk");
    m_rows += count;
}

void GrowingDataset::close()
{
    if (m_id >= 0) {
        H5Dclose(std::exchange(m_id, H5I_INVALID_HID));
    }
}

hid_t createFile(const std::filesystem::path& file, const Workload& workload, FileFormat format,
                 std::size_t chunkRows)
{
    const hid_t list = checked(H5Pcreate(H5P_FILE_ACCESS), "create a property list");
    if (format == FileFormat::V110) {
        checked(H5Pset_libver_bounds(list, H5F_LIBVER_V110, H5F_LIBVER_V110), "set the file format");
    }
    const hid_t id = checked(H5Fcreate(file.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, list), "create a file");
    H5Pclose(list);
    createDataset(id, "t", 0, chunkRows);
    for (std::size_t field = 0; field < workload.fields(); ++field) {
        createDataset(id, workload.fieldName(field).c_str(), workload.width(), chunkRows);
    }
    return id;
}

} // namespace bench
