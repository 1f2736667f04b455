// SPDX-License-Identifier: MIT
#include <h5pulse/service/table.h>

namespace h5pulse {

TablePage::Position TablePage::at(std::uint64_t row, std::uint64_t column) const
{
    const CellBox& box = query.box;
    if (!box.contains(row, column)) {
        return {};
    }
    const bool scalars = query.field.empty();
    const std::size_t part = scalars ? row - box.row : 0;
    const std::size_t index = scalars ? 0 : (row - box.row) * box.columns + column - box.column;
    return part < values.size() && index < values[part].size() ? Position{&values[part], index} : Position{};
}

} // namespace h5pulse
