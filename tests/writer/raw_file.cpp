// SPDX-License-Identifier: MIT
#include "raw_file.h"

#include <functional>
#include <numeric>
#include <stdexcept>

namespace h5pulse::test {

RawFile::RawFile(const std::filesystem::path& path)
    : m_file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose)
{
    if (!m_file) {
        throw std::runtime_error("HDF5 does not open " + path.string());
    }
}

h5::Handle RawFile::open(const std::string& dataset) const
{
    h5::Handle handle(H5Dopen2(m_file.get(), dataset.c_str(), H5P_DEFAULT), H5Dclose);
    if (!handle) {
        throw std::runtime_error("there is no dataset " + dataset);
    }
    return handle;
}

std::vector<hsize_t> RawFile::extent(const std::string& dataset) const
{
    const h5::Handle handle = open(dataset);
    const h5::Handle space(H5Dget_space(handle.get()), H5Sclose);
    std::vector<hsize_t> extent(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space.get())));
    H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr);
    return extent;
}

std::vector<std::byte> RawFile::bytes(const std::string& dataset, hid_t memoryType,
                                      std::size_t elementSize) const
{
    const auto sizes = extent(dataset);
    const hsize_t count = std::accumulate(sizes.begin(), sizes.end(), hsize_t{1}, std::multiplies<>());
    std::vector<std::byte> data(count * elementSize);
    const h5::Handle handle = open(dataset);
    if (H5Dread(handle.get(), memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, data.data()) < 0) {
        throw std::runtime_error("cannot read " + dataset);
    }
    return data;
}

std::vector<double> RawFile::doubles(const std::string& dataset) const
{
    const auto data = bytes(dataset, H5T_NATIVE_DOUBLE, sizeof(double));
    const auto* first = reinterpret_cast<const double*>(data.data());
    return {first, first + data.size() / sizeof(double)};
}

std::int64_t RawFile::integerMember(const std::string& dataset, const char* member) const
{
    const h5::Handle type(H5Tcreate(H5T_COMPOUND, sizeof(std::int64_t)), H5Tclose);
    H5Tinsert(type.get(), member, 0, H5T_NATIVE_INT64);
    const auto data = bytes(dataset, type.get(), sizeof(std::int64_t));
    return *reinterpret_cast<const std::int64_t*>(data.data());
}

std::string RawFile::textMember(const std::string& dataset, const char* member) const
{
    constexpr std::size_t longest = 256;
    const h5::Handle text(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(text.get(), longest);
    H5Tset_cset(text.get(), H5T_CSET_UTF8);
    const h5::Handle type(H5Tcreate(H5T_COMPOUND, longest), H5Tclose);
    H5Tinsert(type.get(), member, 0, text.get());
    const auto data = bytes(dataset, type.get(), longest);
    return reinterpret_cast<const char*>(data.data()); // its last byte is 0
}

} // namespace h5pulse::test
