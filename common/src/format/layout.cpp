// SPDX-License-Identifier: MIT
#include "format/layout.h"

#include <algorithm>
#include <array>

namespace h5pulse::layout {

bool isReservedAttribute(std::string_view name) noexcept
{
    static constexpr std::array<std::string_view, 7> reserved{
        kFormat, kCreated, kWriter, kNexusClass, kNexusSignal, kNexusAxes, kConventions};
    return std::find(reserved.begin(), reserved.end(), name) != reserved.end();
}

bool isReservedDataset(std::string_view name) noexcept
{
    return name == kTime || name == kServiceGroup;
}

} // namespace h5pulse::layout
