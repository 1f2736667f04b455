// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/catalog.h"
#include "catalog/field_dataset.h"
#include "format/heartbeat.h"
#include "reduction/overview_file.h"
#include "run/run_file.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace h5pulse {

/// An open file with all datasets that can be followed. A Reader keeps it until it reopens the file.
struct OpenedRun
{
    /// Throws Error; ChangedError if a program without SWMR changed the file meanwhile.
    OpenedRun(const std::filesystem::path& path, const ReaderOptions& options, const Opening& how = {});

    /// Throws ChangedError if a program without SWMR has changed the file since it was opened.
    void requireUnchanged() const;

    /// Reads the extents again, in a file opened for SWMR reading. False if HDF5 fails: then the file must
    /// be reopened. If there is no new time since there were `knownSteps` steps, the fields are not
    /// refreshed.
    bool refresh(std::size_t knownSteps);

    /// Reads the expected end of the run again, which a writer that resumes the run may have changed.
    /// False as for refresh().
    bool refreshEndTime();

    /// The file may have another writer, which may have moved chunks.
    void forgetChunks();

    /// The current heartbeat, in files of h5pulse; nothing if it cannot be read whole.
    std::optional<Heartbeat> readHeartbeat() const;

    /// Number of rows of each field.
    std::vector<std::size_t> rows() const;
    /// Smallest number of rows among the writer's own fields.
    std::size_t shortestOwn() const;

    RunFile file;
    Catalog catalog;
    std::vector<FieldDataset> fields;
    std::optional<FieldDataset> time;
    h5::Handle heartbeatDataset; ///< only in files of h5pulse, like segmentsDataset
    h5::Handle segmentsDataset;
    std::optional<OverviewFile> overview;

    /// Number of times at the last look at them, if the last of them was not missing. While there are no
    /// more, they need not be looked at again.
    std::size_t completeTimes = 0;

private:
    void openDatasets(const ReaderOptions& options);
    bool refreshFields();
    std::size_t endOfGroup(std::size_t first) const;

    std::optional<std::uint64_t> m_heartbeatAddress; ///< if it can be read past HDF5
};

} // namespace h5pulse
