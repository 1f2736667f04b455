// SPDX-License-Identifier: MIT
#include "recover/cut_rows.h"

#include "h5/check.h"
#include "h5/writable_file.h"

#include <cstring>
#include <string>

namespace h5pulse {

namespace {

/// Sets the extent in dimension 0.
void cut(hid_t file, const std::filesystem::path& path, const std::string& name, std::size_t rows)
{
    const std::string tried = "cannot cut '" + name + "' to the committed steps";
    const h5::Handle dataset = h5::own(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, path, tried);
    const h5::Handle space = h5::own(H5Dget_space(dataset.get()), H5Sclose, path, tried);
    std::vector<hsize_t> extent(
        static_cast<std::size_t>(h5::check(H5Sget_simple_extent_ndims(space.get()), path, tried)));
    h5::check(H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr), path, tried);
    extent.at(0) = rows;
    h5::check(H5Dset_extent(dataset.get(), extent.data()), path, tried);
    h5::check(H5Dflush(dataset.get()), path, tried);
}

} // namespace

void cutRows(const std::filesystem::path& path, const std::vector<RecoverReport::Excess>& datasets,
             std::size_t rows)
{
    if (datasets.empty()) {
        return;
    }
    const h5::SuppressHdf5Errors silence;
    h5::WritableFile file = h5::WritableFile::openSwmr(path, 0);
    // The times first: a reader trusts every step that has a time.
    for (auto dataset = datasets.rbegin(); dataset != datasets.rend(); ++dataset) {
        cut(file.id(), path, dataset->dataset, rows);
    }
    if (const int error = file.close()) {
        throw Error(path, "cannot be cut to the committed steps", std::strerror(error));
    }
}

} // namespace h5pulse
