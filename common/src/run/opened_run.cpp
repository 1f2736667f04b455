// SPDX-License-Identifier: MIT
#include "run/opened_run.h"

#include "format/end_time.h"
#include "format/layout.h"

#include <algorithm>

namespace h5pulse {

OpenedRun::OpenedRun(const std::filesystem::path& path, const ReaderOptions& options, const Opening& how)
    : file(path, how)
{
    file.startClock(options.callLimit);
    try {
        openDatasets(options);
    } catch (const Error&) {
        // If a program without SWMR writes meanwhile, parts of two states were read.
        requireUnchanged();
        throw;
    }
    requireUnchanged();
}

void OpenedRun::requireUnchanged() const
{
    if (file.changed()) {
        throw ChangedError(file.path(), "cannot be read",
                           "another program has changed it; refresh and try again");
    }
}

void OpenedRun::openDatasets(const ReaderOptions& options)
{
    const std::filesystem::path& path = file.path();
    catalog = readCatalog(file.id(), path, options);
    for (const FieldInfo& info : catalog.fields) {
        fields.emplace_back(file.id(), path, info);
    }
    if (catalog.time) {
        time.emplace(file.id(), path, *catalog.time);
    }
    if (catalog.info.formatVersion > 0) {
        heartbeatDataset = {H5Dopen2(file.id(), layout::kHeartbeat, H5P_DEFAULT), H5Dclose};
        segmentsDataset = {H5Dopen2(file.id(), layout::kSegments, H5P_DEFAULT), H5Dclose};
        overview = OverviewFile::open(file.id(), path, catalog, file.swmr());
    }
}

/// Refreshes the times first: a commit writes them last, so that every step with a time has its rows.
/// Without a new time there are no new rows.
bool OpenedRun::refresh(std::size_t knownSteps)
{
    if (time) {
        const std::size_t before = time->rows();
        if (!time->refresh()) {
            return false;
        }
        const bool noFieldIsShort = std::all_of(fields.begin(), fields.end(), [&](const FieldDataset& field) {
            return field.rows() >= knownSteps;
        });
        if (time->rows() == before && before == knownSteps && noFieldIsShort) {
            return true;
        }
    }
    return std::all_of(fields.begin(), fields.end(), [](FieldDataset& field) { return field.refresh(); });
}

bool OpenedRun::refreshEndTime()
{
    if (time && !time->refresh()) {
        return false;
    }
    catalog.info.endTime = time ? readEndTime(file.id(), time->info().name) : catalog.info.endTime;
    return true;
}

std::size_t OpenedRun::shortestOwn() const
{
    std::size_t shortest = fields.front().rows();
    for (std::size_t i = 1; i < catalog.ownFields; ++i) {
        shortest = std::min(shortest, fields[i].rows());
    }
    return shortest;
}

std::vector<std::size_t> OpenedRun::rows() const
{
    std::vector<std::size_t> rows;
    for (const FieldDataset& field : fields) {
        rows.push_back(field.rows());
    }
    return rows;
}

} // namespace h5pulse
