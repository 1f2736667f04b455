// SPDX-License-Identifier: MIT
#include <h5pulse/element_type.h>

#include <array>

namespace h5pulse {

namespace {

struct Entry
{
    std::string_view name;
    std::size_t size;
};

// In the order of ElementType.
constexpr std::array<Entry, 12> kEntries{{{"float32", 4},
                                          {"float64", 8},
                                          {"complex64", 8},
                                          {"complex128", 16},
                                          {"int8", 1},
                                          {"int16", 2},
                                          {"int32", 4},
                                          {"int64", 8},
                                          {"uint8", 1},
                                          {"uint16", 2},
                                          {"uint32", 4},
                                          {"uint64", 8}}};

} // namespace

std::size_t sizeOf(ElementType type) noexcept
{
    return kEntries[static_cast<std::size_t>(type)].size;
}

std::string_view toString(ElementType type) noexcept
{
    return kEntries[static_cast<std::size_t>(type)].name;
}

} // namespace h5pulse
