// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"
#include "overview/overview_builder.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace h5pulse {

/// Whether datasets are opened at once, or each when it is first written: a file that is opened and closed
/// with each commit has not something for each of them.
enum class Opened { AtOnce, WhenWritten };

/// The datasets of a run's overview, opened for SWMR writing. Grow by whole chunks only. Throws Error.
class OverviewDatasets
{
public:
    OverviewDatasets(hid_t file, const std::filesystem::path& path, const OverviewLayout& layout,
                     std::size_t steps, Opened opened);

    /// Opens what write() of so many steps needs. Throws Error where that is not as h5pulse writes it.
    void openFor(std::size_t steps);
    /// Writes the blocks that count once so many steps are committed. flush() makes them visible.
    void write(const OverviewBuilder& builder, std::size_t steps);
    void flush();
    /// Bytes that HDF5 will give out when the run grows from so many steps to so many.
    std::uint64_t bytesFor(std::size_t from, std::size_t to) const noexcept;
    /// Records of blocks [first, last), a block's columns side by side. Where all were opened at once.
    std::vector<std::byte> read(std::size_t table, std::size_t level, std::size_t first,
                                std::size_t last) const;

private:
    struct Dataset
    {
        h5::Handle handle;
        std::size_t blocks = 0; ///< that count
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
