// SPDX-License-Identifier: MIT
#include "file_contents.h"

#include "h5/check.h"

#include <h5pulse/error.h>

#include <hdf5.h>

namespace h5pulse::python {

namespace {

herr_t addLink(hid_t, const char* name, const H5L_info_t*, void* names)
{
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

herr_t addAttribute(hid_t, const char* name, const H5A_info_t*, void* names)
{
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

} // namespace

std::vector<std::string> contentsOf(const std::filesystem::path& path)
{
    const char* tried = "cannot be opened";
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        throw MissingError(path, tried, "there is no such file");
    }
    const h5::SuppressHdf5Errors silence;
    const h5::Handle file =
        h5::own(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, path, tried);
    std::vector<std::string> names;
    h5::check(H5Literate(file.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, addLink, &names), path, tried);
    h5::check(H5Aiterate2(file.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, addAttribute, &names), path,
              tried);
    return names;
}

} // namespace h5pulse::python
