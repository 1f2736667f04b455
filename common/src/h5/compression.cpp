// SPDX-License-Identifier: MIT
#include <h5pulse/compression.h>

#include "h5/check.h"
#include "h5/filters.h"

#include <array>
#include <utility>

namespace h5pulse {

namespace {

constexpr std::array<std::pair<Filter, std::string_view>, 5> kNames{{{Filter::None, "none"},
                                                                     {Filter::Gzip, "gzip"},
                                                                     {Filter::Lz4, "lz4"},
                                                                     {Filter::Zstd, "zstd"},
                                                                     {Filter::Blosc, "blosc"}}};

} // namespace

std::string_view toString(Filter filter) noexcept
{
    for (const auto& [value, name] : kNames) {
        if (value == filter) {
            return name;
        }
    }
    return "unknown";
}

std::optional<Filter> filterOf(std::string_view name) noexcept
{
    for (const auto& [value, known] : kNames) {
        if (known == name) {
            return value;
        }
    }
    return std::nullopt;
}

bool isAvailable(Filter filter) noexcept
{
    const h5::SuppressHdf5Errors silence;
    return filter == Filter::None || H5Zfilter_avail(h5::filterNumber(filter)) > 0;
}

} // namespace h5pulse
