// SPDX-License-Identifier: MIT
#pragma once

#include "counts.h"
#include "process.h"

#include <filesystem>
#include <vector>

namespace h5pulse::faults {

/// Readers that stay attached to a file whatever is done to its writer: one through Reader, and one through
/// h5py's SWMR mode where asked for.
class Watchers
{
public:
    Watchers(const std::filesystem::path& path, bool withH5py);

    /// Waits until Reader has said this.
    bool sees(std::string_view text, test::Deadline deadline);

    /// Detaches them, and adds what they found. A run that is not replaced never restarts for a reader.
    void end(Counts& counts);

private:
    std::vector<test::Process> m_processes;
};

} // namespace h5pulse::faults
