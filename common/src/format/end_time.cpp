// SPDX-License-Identifier: MIT
#include "format/end_time.h"

#include "format/layout.h"
#include "h5/attributes.h"
#include "h5/check.h"

#include <limits>

namespace h5pulse {

void createEndTime(hid_t time, double endTime, const std::filesystem::path& path)
{
    h5::writeAttribute(time, layout::kEndTime, Attribute(endTime), path);
}

bool hasEndTime(hid_t file)
{
    const h5::Handle dataset(H5Dopen2(file, layout::kTime, H5P_DEFAULT), H5Dclose);
    if (!dataset || H5Aexists(dataset.get(), layout::kEndTime) <= 0) {
        return false;
    }
    const h5::Handle attribute(H5Aopen(dataset.get(), layout::kEndTime, H5P_DEFAULT), H5Aclose);
    const h5::Handle type(H5Aget_type(attribute.get()), H5Tclose);
    const h5::Handle space(H5Aget_space(attribute.get()), H5Sclose);
    return type && H5Tequal(type.get(), H5T_IEEE_F64LE) > 0 && H5Sget_simple_extent_npoints(space.get()) == 1;
}

void writeEndTime(hid_t file, double endTime, const std::filesystem::path& path)
{
    constexpr const char* tried = "cannot write its end time";
    const h5::Handle dataset = h5::own(H5Dopen2(file, layout::kTime, H5P_DEFAULT), H5Dclose, path, tried);
    {
        const h5::Handle attribute =
            h5::own(H5Aopen(dataset.get(), layout::kEndTime, H5P_DEFAULT), H5Aclose, path, tried);
        h5::check(H5Awrite(attribute.get(), H5T_NATIVE_DOUBLE, &endTime), path, tried);
    }
    h5::check(H5Dflush(dataset.get()), path, tried);
}

double readEndTime(hid_t file, const std::string& timeDataset)
{
    const h5::Handle dataset(H5Dopen2(file, timeDataset.c_str(), H5P_DEFAULT), H5Dclose);
    const auto value = dataset ? h5::readAttribute(dataset.get(), layout::kEndTime) : std::nullopt;
    const auto* number = value ? std::get_if<double>(&*value) : nullptr;
    return number ? *number : std::numeric_limits<double>::quiet_NaN();
}

} // namespace h5pulse
