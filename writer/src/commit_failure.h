// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/error.h>
#include <h5pulse/run_state.h>

namespace h5pulse {

/// A commit that failed and may be tried again: nothing of it is visible, and the steps are still in memory.
class CommitFailure : public Error
{
public:
    CommitFailure(const std::filesystem::path& path, WriterTrouble trouble, std::string reason)
        : Error(path, "cannot commit", std::move(reason))
        , m_trouble(trouble)
    {
    }

    /// NoSpace or WriteError.
    WriterTrouble trouble() const noexcept { return m_trouble; }

    /// What errno of a failed write means; `reason` where it says nothing.
    static CommitFailure of(const std::filesystem::path& path, int error, const std::string& reason);

private:
    WriterTrouble m_trouble;
};

} // namespace h5pulse
