// SPDX-License-Identifier: MIT
#include "reduction/component_boxes.h"

#include <algorithm>

namespace h5pulse {

namespace {

/// The largest box that is a range of components, begins at `first` and does not extend beyond `end`.
ComponentBox boxAt(const std::vector<std::size_t>& shape, std::size_t first, std::size_t end)
{
    ComponentBox box{.first = first};
    box.start.resize(shape.size());
    box.count.assign(shape.size(), 1);
    std::size_t rest = first;
    for (std::size_t i = shape.size(); i-- > 0; rest /= shape[i]) {
        box.start[i] = rest % shape[i];
    }
    // From the last dimension outwards, as long as the inner dimensions are complete.
    std::size_t size = 1;
    for (std::size_t i = shape.size(); i-- > 0; size *= shape[i]) {
        box.count[i] = std::min((end - first) / size, shape[i] - box.start[i]);
        if (box.count[i] < shape[i]) { // also if it begins inside of the dimension
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
