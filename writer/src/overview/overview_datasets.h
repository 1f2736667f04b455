// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"
#include "overview/overview_builder.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace h5pulse {

/// When datasets are opened: all at once, or each when it is first written. The second keeps commits cheap in
/// a file that is reopened for each commit, because few commits write every dataset.
enum class Opened { AtOnce, WhenWritten };

/// The datasets of a run's overview, opened for SWMR writing. They grow by whole chunks. Functions throw
/// Error.
class OverviewDatasets
{
public:
    OverviewDatasets(hid_t file, const std::filesystem::path& path, const OverviewLayout& layout,
                     std::size_t steps, Opened opened);

    /// Opens the datasets that write() of this many steps needs. Throws Error if their layout is not
    /// h5pulse's.
    void openFor(std::size_t steps);
    /// Writes the blocks that are complete once this many steps are committed. flush() makes them visible.
    void write(const OverviewBuilder& builder, std::size_t steps);
    void flush();
    /// Bytes that HDF5 will allocate when the run grows from `from` to `to` steps.
    std::uint64_t bytesFor(std::size_t from, std::size_t to) const noexcept;
    /// Reads the records of blocks [first, last); the columns of a block lie side by side. Requires
    /// Opened::AtOnce.
    std::vector<std::byte> read(std::size_t table, std::size_t level, std::size_t first,
                                std::size_t last) const;

private:
    struct Dataset
    {
        h5::Handle handle;
        std::size_t blocks = 0; ///< blocks written
        bool filtered = false;
        bool changed = false;
    };

    const Dataset& at(std::size_t table, std::size_t level) const noexcept;
    void open(std::size_t table, std::size_t level);
    void writeChunks(std::size_t table, std::size_t level, std::size_t firstBlock, const std::byte* records);

    hid_t m_file;
    std::filesystem::path m_path;
    OverviewLayout m_layout;
    std::vector<Dataset> m_datasets; ///< by table, then level
    std::vector<std::byte> m_chunk;
};

} // namespace h5pulse
