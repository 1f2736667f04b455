// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace h5pulse {

/// Neighbouring components of a step that HDF5 can select as one box: a range in each dimension of the
/// shape.
struct ComponentBox
{
    std::size_t first = 0;            ///< row-major index of the first component
    std::vector<std::size_t> start{}; ///< in each dimension
    std::vector<std::size_t> count{};
    std::size_t components = 0;
};

/// Components [first, first + count), row-major, in the smallest number of boxes: at most 2 * dimensions -
/// 1.
std::vector<ComponentBox> componentBoxes(const std::vector<std::size_t>& shape, std::size_t first,
                                         std::size_t count);

} // namespace h5pulse
