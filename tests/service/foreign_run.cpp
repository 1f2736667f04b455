// SPDX-License-Identifier: MIT
#include "foreign_run.h"

#include "h5/handle.h"

#include <stdexcept>

namespace h5pulse::test {

namespace {

using h5::Handle;

Handle owned(hid_t id, Handle::Closer closer)
{
    if (id < 0) {
        throw std::runtime_error("HDF5 refuses the test's file");
    }
    return {id, closer};
}

void create(const Handle& file, const char* name, std::size_t chunk)
{
    const hsize_t none = 0;
    const hsize_t unlimited = H5S_UNLIMITED;
    const hsize_t rows = chunk;
    const Handle space = owned(H5Screate_simple(1, &none, &unlimited), H5Sclose);
    const Handle properties = owned(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_chunk(properties.get(), 1, &rows);
    owned(H5Dcreate2(file.get(), name, H5T_NATIVE_DOUBLE, space.get(), H5P_DEFAULT, properties.get(),
                     H5P_DEFAULT),
          H5Dclose);
}

void extend(const Handle& file, const char* name, std::span<const double> values)
{
    const Handle dataset = owned(H5Dopen2(file.get(), name, H5P_DEFAULT), H5Dclose);
    hsize_t first = 0;
    H5Sget_simple_extent_dims(owned(H5Dget_space(dataset.get()), H5Sclose).get(), &first, nullptr);
    const hsize_t count = values.size();
    const hsize_t all = first + count;
    H5Dset_extent(dataset.get(), &all);
    const Handle there = owned(H5Dget_space(dataset.get()), H5Sclose);
    const Handle here = owned(H5Screate_simple(1, &count, nullptr), H5Sclose);
    H5Sselect_hyperslab(there.get(), H5S_SELECT_SET, &first, nullptr, &count, nullptr);
    H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, here.get(), there.get(), H5P_DEFAULT, values.data());
}

} // namespace

ForeignRun::ForeignRun(std::filesystem::path path, std::size_t chunk)
    : m_path(std::move(path))
{
    const Handle file = owned(H5Fcreate(m_path.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT), H5Fclose);
    create(file, "t", chunk);
    create(file, "energy", chunk);
}

void ForeignRun::append(std::span<const double> times, std::span<const double> values)
{
    const Handle file = owned(H5Fopen(m_path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
    extend(file, "t", times);
    extend(file, "energy", values);
}

} // namespace h5pulse::test
