// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace h5pulse::test {

/// A run like those of other programs: `t` and `energy`, without an overview. Each append opens and closes
/// the file.
class ForeignRun
{
public:
    /// @param chunk  steps in a chunk; with small ones reading takes long
    explicit ForeignRun(std::filesystem::path path, std::size_t chunk = 1000);

    void append(std::span<const double> times, std::span<const double> values);

private:
    std::filesystem::path m_path;
};

} // namespace h5pulse::test
