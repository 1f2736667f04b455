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

/// A file that is open, with all of its datasets that can be followed: what a Reader has until it opens anew.
struct OpenedRun
{
    /// Throws Error; ChangedError where a program without SWMR changed the file meanwhile.
    OpenedRun(const std::filesystem::path& path, const ReaderOptions& options, const Opening& how = {});

    /// Throws ChangedError where a program without SWMR has changed the file since it was opened.
    void requireUnchanged() const;

    /// Looks at the extents again, of a file opened for SWMR reading; false where HDF5 fails: then the file
    /// must be opened anew. Where no time has come since there were `knownSteps`, the fields are left alone.
    bool refresh(std::size_t knownSteps);

    /// Looks again at when the run is expected to end, which a writer that resumes it may have changed; false
    /// as for refresh().
    bool refreshEndTime();

    /// Rows of each field.
    std::vector<std::size_t> rows() const;
    /// The least of the writer's own fields.
    std::size_t shortestOwn() const;

    RunFile file;
    Catalog catalog;
    std::vector<FieldDataset> fields;
    std::optional<FieldDataset> time;
    h5::Handle heartbeatDataset; ///< of our files alone, as the next
    h5::Handle segmentsDataset;
    std::optional<OverviewFile> overview;

private:
    void openDatasets(const ReaderOptions& options);
};

} // namespace h5pulse
