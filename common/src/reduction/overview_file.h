// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/catalog.h"
#include "format/overview.h"
#include "h5/handle.h"
#include "reduction/bin_grid.h"
#include "reduction/bin_values.h"

#include <h5pulse/reduction.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace h5pulse {

/// The overview in a file that is open for reading. Its datasets are opened on first use. Invalid parts of
/// an overview count as missing: then the steps themselves are read.
class OverviewFile
{
public:
    /// Nothing if the file has no overview, or if the columns cannot be assigned to fields.
    static std::optional<OverviewFile> open(hid_t file, const std::filesystem::path& path,
                                            const Catalog& catalog, bool swmr);

    /// Position of the columns of a field, or of the times if `field` is empty; nothing if it has no
    /// columns.
    std::optional<OverviewPlace> find(std::optional<std::size_t> field);

    std::size_t blockSteps(const OverviewPlace& place, std::size_t level) const;
    /// Number of blocks of a level that can be read in a run of this many committed steps.
    std::size_t blocks(const OverviewPlace& place, std::size_t level, std::size_t steps);

    /// Adds blocks [first, end) to the bins; each block must lie within one bin. Throws Error if they
    /// cannot be read: then the bins are invalid. `pause` is called between reads.
    void add(const OverviewPlace& place, std::size_t level, std::size_t first, std::size_t end,
             std::size_t firstComponent, Part part, const BinGrid& grid, BinValues& bins,
             const std::function<void()>& pause);

    /// To be called after add() has failed: the dataset is reopened on the next use, and ignored after
    /// some failures.
    void giveUp(const OverviewPlace& place, std::size_t level);

private:
    struct Level
    {
        h5::Handle dataset{};
        std::size_t rows = 0;
        std::size_t chunkRows = 1;
        std::size_t chunkColumns = 1;
        int failures = 0; ///< number of failures to open or to read it
    };

    OverviewFile(hid_t file, const std::filesystem::path& path, OverviewLayout layout, bool swmr);
    Level& level(const OverviewPlace& place, std::size_t level);
    static bool examine(const OverviewTable& table, std::size_t level, Level& opened);
    template <typename Record>
    void read(Level& level, const std::array<hsize_t, 2>& start, const std::array<hsize_t, 2>& count,
              hid_t type);
    template <typename Record>
    void addRecords(const OverviewPlace& place, std::size_t level, std::size_t first, std::size_t end,
                    std::size_t firstComponent, Part part, const BinGrid& grid, BinValues& bins,
                    const std::function<void()>& pause);

    hid_t m_file;
    std::filesystem::path m_path;
    OverviewLayout m_layout;
    bool m_swmr;
    std::vector<std::array<Level, kOverviewLevels>> m_levels; ///< levels of each table
    std::vector<std::byte> m_buffer;
};

} // namespace h5pulse
