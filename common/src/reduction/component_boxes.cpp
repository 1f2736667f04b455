// SPDX-License-Identifier: MIT
#include "reduction/component_boxes.h"

#include <algorithm>

namespace h5pulse {

namespace {

/// The largest box that begins at `first` and ends not after `end`, and is a range of components.
ComponentBox boxAt(const std::vector<std::size_t>& shape, std::size_t first, std::size_t end)
{
    ComponentBox box{.first = first};
    box.start.resize(shape.size());
    box.count.assign(shape.size(), 1);
    std::size_t rest = first;
    for (std::size_t i = shape.size(); i-- > 0; rest /= shape[i]) {
        box.start[i] = rest % shape[i];
    }
    // Outwards, as long as the dimensions inside are whole.
    std::size_t size = 1;
    for (std::size_t i = shape.size(); i-- > 0; size *= shape[i]) {
        box.count[i] = std::min((end - first) / size, shape[i] - box.start[i]);
        if (box.start[i] != 0 || box.count[i] < shape[i]) {
            break;
        }
    }
    box.components = 1;
    for (const std::size_t count : box.count) {
        box.components *= count;
    }
    return box;
}

} // namespace

std::vector<ComponentBox> componentBoxes(const std::vector<std::size_t>& shape, std::size_t first,
                                         std::size_t count)
{
    std::vector<ComponentBox> boxes;
    for (const std::size_t end = first + count; first < end; first += boxes.back().components) {
        boxes.push_back(boxAt(shape, first, end));
    }
    return boxes;
}

} // namespace h5pulse
