// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/field_dataset.h"
#include "reduction/bin_grid.h"
#include "reduction/bin_values.h"
#include "reduction/component_boxes.h"

#include <h5pulse/reduction.h>

#include <cstddef>
#include <functional>
#include <vector>

namespace h5pulse {

/// Adds some components of a field to bins by reading each row.
class RowScan
{
public:
    /// @param field  null: the value of a step is its number
    RowScan(const FieldDataset* field, std::size_t firstComponent, std::size_t components, Part part);

    /// Number of rows that are best read together: whole chunks of about 128 KiB or more.
    std::size_t rowsTogether() const;

    /// Adds steps [first, end) to the bins. Needs at most 256 MiB of memory for compressed chunks of that
    /// size, otherwise at most 4 MiB. Throws Error. `pause` is called between reads.
    void add(std::size_t first, std::size_t end, const BinGrid& grid, BinValues& bins,
             const std::function<void()>& pause);

    /// The same in shorter steps: call addPart() for each part [0, parts()) of the components, and once
    /// count(), which reads nothing.
    std::size_t parts() const noexcept { return m_boxes.size(); }
    void addPart(std::size_t part, std::size_t first, std::size_t end, const BinGrid& grid, BinValues& bins,
                 const std::function<void()>& pause);
    void count(std::size_t first, std::size_t end, const BinGrid& grid, BinValues& bins) const;

private:
    std::size_t rowsAtOnce(const ComponentBox& box) const;
    void splitWide();
    void addBox(const ComponentBox& box, std::size_t first, std::size_t rows, const BinGrid& grid,
                BinValues& bins);

    const FieldDataset* m_field;
    std::size_t m_firstComponent;
    std::size_t m_components;
    Part m_part;
    std::vector<ComponentBox> m_boxes; ///< components to read
    std::vector<std::byte> m_buffer;
};

} // namespace h5pulse
