// SPDX-License-Identifier: MIT
#include "format/layout.h"

#include <algorithm>

namespace h5pulse::layout {

bool isReservedAttribute(std::string_view name) noexcept
{
    return std::find(kReservedAttributes.begin(), kReservedAttributes.end(), name) !=
           kReservedAttributes.end();
}

bool isReservedDataset(std::string_view name) noexcept
{
    return name == kTime || name == kServiceGroup;
}

} // namespace h5pulse::layout
