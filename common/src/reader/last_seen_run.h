// SPDX-License-Identifier: MIT
#pragma once

#include "run/opened_run.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace h5pulse {

/// What a Reader's user knows of the file, as the last refresh told; tells whether what is open now is still
/// that run.
class LastSeenRun
{
public:
    /// Whether there are more or fewer steps than are known.
    bool isOther(const OpenedRun& opened, std::size_t steps) const;

    /// Whether rows that were known are missing: it is another run, or this one after a crash, and nothing
    /// that was read still counts.
    bool hasShrunk(const OpenedRun& opened) const;

    /// Whether what was opened anew is the run that is known, perhaps with more steps.
    bool continuesIn(const OpenedRun& opened, std::size_t steps) const;

    /// A program that empties a file and writes it again keeps its identity: then the times tell.
    bool hasSameHistory(const OpenedRun& opened, std::size_t steps) const;

    /// @param anew  whether the file was opened anew, perhaps with other fields
    void remember(const OpenedRun& opened, std::size_t steps, bool anew);

private:
    FileIdentity m_file;
    std::vector<FieldInfo> m_fields;
    std::vector<std::size_t> m_rows; ///< of each field, those that count
    std::size_t m_steps = 0;
    std::optional<std::uint64_t> m_lastTime; ///< bits of the last step's time; files of others alone
};

} // namespace h5pulse
