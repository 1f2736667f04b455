// SPDX-License-Identifier: MIT
#include "catalog/dimension_scales.h"

#include "format/layout.h"
#include "h5/attributes.h"
#include "h5/driver.h"
#include "h5/storage.h"
#include "h5/types.h"

#include <algorithm>
#include <string_view>

namespace h5pulse {

namespace {

constexpr const char* kList = "DIMENSION_LIST";
constexpr const char* kClass = "CLASS";

/// netCDF-4 represents a dimension without coordinates by a scale of this name that contains zeros (netCDF
/// file format specifications, "The HDF5 dimension scales").
bool isPlaceholder(hid_t scale)
{
    return h5::readText(scale, "NAME").starts_with("This is a netCDF dimension but not a netCDF variable");
}

bool canGrow(hid_t dataset)
{
    const h5::Handle space(H5Dget_space(dataset), H5Sclose);
    hsize_t length = 0;
    hsize_t most = 0;
    return H5Sget_simple_extent_ndims(space.get()) != 1 ||
           H5Sget_simple_extent_dims(space.get(), &length, &most) != 1 || most != length;
}

std::optional<AxisInfo> readScale(hid_t scale, const Objects& objects)
{
    const h5::Handle space(H5Dget_space(scale), H5Sclose);
    const h5::Handle type(H5Dget_type(scale), H5Tclose);
    hsize_t length = 0;
    if (!space || !type || H5Sget_simple_extent_ndims(space.get()) != 1 ||
        H5Sget_simple_extent_dims(space.get(), &length, nullptr) != 1 || length == 0 ||
        length > kMaxAxisLength || !h5::elementTypeOf(type.get()) ||
        !h5::storageProblem(scale, 1, H5Tget_size(type.get())).empty()) {
        return std::nullopt;
    }
    // H5Iget_name would search the whole file without a limit.
    H5O_info_t object{};
    const auto found = H5Oget_info2(scale, &object, H5O_INFO_BASIC) < 0 ? objects.byAddress.end()
                                                                        : objects.byAddress.find(object.addr);
    const std::string name = found == objects.byAddress.end() ? std::string{} : found->second;
    AxisInfo axis{.name = name.substr(name.rfind('/') + 1),
                  .values = std::vector<double>(length),
                  .units = h5::readText(scale, layout::kUnits),
                  .longName = h5::readText(scale, layout::kLongName)};
    if (H5Dread(scale, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, axis.values.data()) < 0) {
        return std::nullopt;
    }
    return axis;
}

/// Addresses of the scales of each dimension. HDF5's own functions for scales (H5DS) do not check the
/// attribute, and crash if it is invalid.
std::vector<std::vector<hobj_ref_t>> scalesOf(hid_t dataset, std::size_t rank)
{
    std::vector<std::vector<hobj_ref_t>> scales(rank);
    const h5::Handle attribute(
        H5Aexists(dataset, kList) > 0 ? H5Aopen(dataset, kList, H5P_DEFAULT) : H5I_INVALID_HID, H5Aclose);
    const h5::Handle type(attribute ? H5Aget_type(attribute.get()) : H5I_INVALID_HID, H5Tclose);
    const h5::Handle space(attribute ? H5Aget_space(attribute.get()) : H5I_INVALID_HID, H5Sclose);
    const h5::Handle element(
        type && H5Tget_class(type.get()) == H5T_VLEN ? H5Tget_super(type.get()) : H5I_INVALID_HID, H5Tclose);
    if (!space || !element || H5Tequal(element.get(), H5T_STD_REF_OBJ) <= 0 ||
        H5Sget_simple_extent_npoints(space.get()) != static_cast<hssize_t>(rank)) {
        return scales;
    }
    std::vector<hvl_t> lists(rank);
    const h5::Handle memory(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose);
    if (H5Aread(attribute.get(), memory.get(), lists.data()) < 0) {
        return scales;
    }
    for (std::size_t i = 0; i < rank; ++i) {
        const auto* first = static_cast<const hobj_ref_t*>(lists[i].p);
        scales[i].assign(first, first + (first ? lists[i].len : 0));
    }
    H5Dvlen_reclaim(memory.get(), space.get(), H5P_DEFAULT, lists.data());
    return scales;
}

/// Uses the first scale that is not a placeholder.
std::optional<AxisInfo> firstAxis(hid_t dataset, const Objects& objects,
                                  const std::vector<hobj_ref_t>& scales)
{
    constexpr std::size_t tried = 8;
    for (std::size_t i = 0; i < std::min(tried, scales.size()); ++i) {
        const h5::Handle object(H5Rdereference2(dataset, H5P_DEFAULT, H5R_OBJECT, &scales[i]), H5Oclose);
        if (object && H5Iget_type(object.get()) == H5I_DATASET && !isPlaceholder(object.get())) {
            return readScale(object.get(), objects);
        }
    }
    return std::nullopt;
}

} // namespace

std::vector<std::optional<AxisInfo>> readAxes(hid_t file, const Objects& objects, FieldInfo& info)
{
    const std::size_t rank = info.shape.size();
    std::vector<std::optional<AxisInfo>> axes(rank);
    const h5::Handle dataset(H5Dopen2(file, info.name.c_str(), H5P_DEFAULT), H5Dclose);
    if (rank == 0 || !dataset) {
        return axes;
    }
    const auto scales = scalesOf(dataset.get(), rank + 1);
    for (std::size_t i = 0; i < rank; ++i) {
        axes[i] = firstAxis(dataset.get(), objects, scales[i + 1]);
        if (axes[i] && axes[i]->values.size() != info.shape[i]) {
            axes[i].reset();
        }
        info.axes[i] = axes[i] ? axes[i]->name : std::string{};
    }
    return axes;
}

std::vector<AxisInfo> readRootAxes(hid_t file, const std::filesystem::path& path)
{
    std::vector<AxisInfo> axes;
    const Objects objects = listObjects(file, path);
    for (const std::string& name : objects.datasets) {
        if (name.find('/') != std::string::npos) {
            continue;
        }
        const h5::Handle dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose);
        if (dataset && !canGrow(dataset.get()) && h5::readText(dataset.get(), kClass) == "DIMENSION_SCALE") {
            if (auto axis = readScale(dataset.get(), objects)) {
                axes.push_back(std::move(*axis));
            }
        }
    }
    return axes;
}

} // namespace h5pulse
