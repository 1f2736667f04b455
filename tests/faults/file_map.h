// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace h5pulse::faults {

/// Where the parts of a run's file lie, so that a write can be named by its address. Made by plain HDF5
/// calls. Of a dataset with very many chunks it knows the last ones.
class FileMap
{
public:
    /// @param path  a run of ours that nobody writes, finished or crashed. Throws std::runtime_error.
    explicit FileMap(const std::filesystem::path& path);

    /// A chunk of `t` or of a field.
    struct Chunk
    {
        std::string dataset{};
        std::uint64_t firstRow = 0;
        std::uint64_t rows = 0;     ///< that it has room for
        std::uint64_t rowBytes = 0; ///< of a row in this chunk, where no filter went over it
        bool filtered = false;
        std::uint64_t address = 0;
        std::uint64_t bytes = 0;
    };
    const std::vector<Chunk>& chunks() const noexcept { return m_chunks; }

    /// Rows of `t` or of a field.
    std::uint64_t rows(const std::string& dataset) const;
    std::uint64_t heartbeat() const noexcept { return m_heartbeat; }

    /// What lies there: "superblock", "heartbeat", "journal", "rows NAME", "extent NAME" (of `t` and the
    /// fields: the object header, which holds it), "overview"; "metadata" for all else. Bytes that cover
    /// several of them have several names, with a '+' between.
    std::string nameOf(std::uint64_t from, std::uint64_t to) const;

private:
    struct Region
    {
        std::uint64_t from = 0;
        std::uint64_t to = 0;
        std::string name{};
    };

    std::vector<Region> m_regions{}; ///< by address; no two overlap
    std::vector<Chunk> m_chunks{};
    std::vector<std::pair<std::string, std::uint64_t>> m_rows{};
    std::uint64_t m_heartbeat = 0;
};

} // namespace h5pulse::faults
