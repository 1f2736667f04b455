// SPDX-License-Identifier: MIT
#pragma once

#include "run/opened_run.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace h5pulse {

/// The run as the last refresh has reported it to the user of a Reader. Determines whether the open file
/// still has that run.
class LastSeenRun
{
public:
    /// Whether the number of steps or of rows has changed.
    bool isOther(const OpenedRun& opened, std::size_t steps) const;

    /// Whether known rows are missing: the file has another run, or this run after a crash, and everything
    /// that was read is invalid.
    bool hasShrunk(const OpenedRun& opened) const;

    /// Whether the reopened file has the known run, perhaps with more steps.
    bool continuesIn(const OpenedRun& opened, std::size_t steps) const;

    /// Whether the last known time is unchanged. A program that empties a file and writes it again keeps
    /// the identity of the file; then only the times show it.
    bool hasSameHistory(const OpenedRun& opened, std::size_t steps) const;

    /// @param reopened  whether the file was reopened, perhaps with other fields
    void remember(const OpenedRun& opened, std::size_t steps, bool reopened);

private:
    FileIdentity m_file;
    std::vector<FieldInfo> m_fields;
    std::vector<std::size_t> m_rows; ///< number of valid rows of each field
    std::size_t m_steps = 0;
    std::optional<std::uint64_t>
        m_lastTime; ///< bits of the time of the last step; files of other programs only
};

} // namespace h5pulse
