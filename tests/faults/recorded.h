// SPDX-License-Identifier: MIT
#pragma once

#include "event_log.h"
#include "programs.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <vector>

namespace h5pulse::faults {

/// A test that lets programs work on a run, and looks at the calls that they made.
class Recorded : public testing::Test
{
protected:
    /// Lets the command work on the files of the run's folder. It must end with this status.
    std::vector<LoggedCall> calls(const Command& command, int status = 0) const;
    /// The same as events of what is the run's file afterwards.
    EventLog events(const Command& command, int status = 0) const;
    /// A writer of so many steps in the foreground, which commits each five unless the options say otherwise.
    Command writer(std::size_t steps, const Command& options = {}) const;
    /// Lets it work without looking.
    void prepare(const Command& command) const;

    const test::TemporaryFolder m_folder{};
    const test::TemporaryFolder m_logs{};
    const std::filesystem::path m_path = m_folder / "run.h5";
};

} // namespace h5pulse::faults
