// SPDX-License-Identifier: MIT
#include "output/resume_run.h"

#include "format/end_time.h"
#include "format/layout.h"
#include "format/segments.h"
#include "h5/attributes.h"
#include "h5/check.h"
#include "output/writer_lock.h"
#include "recover/clear_unsynced.h"
#include "recover/cut_rows.h"
#include "recover/repair.h"
#include "recover/torn_block.h"
#include "run/run_inspection.h"
#include "spec/run_differences.h"

#include <cmath>
#include <stdexcept>
#include <string>

namespace h5pulse {

namespace {

constexpr const char* kCannotResume = "cannot be resumed";

void requireExpected(const std::filesystem::path& path, const RunInspection& there, const RunSpec& expected)
{
    std::string text;
    for (const std::string& difference : differencesBetween(there, expected)) {
        text += (text.empty() ? "" : "; ") + difference;
    }
    if (!text.empty()) {
        throw std::invalid_argument(path.string() +
                                    ": cannot be resumed: it differs from the expected run: " + text);
    }
}

std::vector<FieldSpec> specsOf(const std::vector<FieldInfo>& fields)
{
    std::vector<FieldSpec> specs;
    for (const FieldInfo& field : fields) {
        specs.push_back({.name = field.name,
                         .shape = field.shape,
                         .type = field.type,
                         .units = field.units,
                         .longName = field.longName,
                         .axes = field.axes});
    }
    return specs;
}

/// Restores the host's index order, which RunInspection does not contain.
void readOrders(hid_t file, std::vector<FieldSpec>& fields, const RunSpec* expected)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (expected && !expected->fields.empty()) {
            fields[i].order = expected->fields[i].order;
            continue;
        }
        const h5::Handle dataset(H5Dopen2(file, fields[i].name.c_str(), H5P_DEFAULT), H5Dclose);
        if (dataset && h5::readText(dataset.get(), layout::kIndexOrder) == layout::kColumnMajor) {
            fields[i].order = Order::ColumnMajor;
        }
    }
}

RunInspection inspectOurs(const std::filesystem::path& path)
{
    RunInspection found;
    try {
        found = inspectRun(path);
    } catch (const Error& error) {
        throw Error(path, kCannotResume, error.reason());
    }
    if (!found.ours || !found.heartbeat) {
        throw Error(path, kCannotResume, "it was not written by h5pulse");
    }
    return found;
}

/// Adds the last writer's heartbeat to the segments, unless an earlier attempt to resume has added it.
void noteSegment(hid_t file, const std::filesystem::path& path, const Heartbeat& lastHeartbeat)
{
    const h5::Handle dataset(H5Dopen2(file, layout::kSegments, H5P_DEFAULT), H5Dclose);
    const std::vector<Heartbeat> earlier = readSegments(dataset.get(), false);
    if (dataset && (earlier.empty() || earlier.back().sequence != lastHeartbeat.sequence)) {
        h5::check(appendSegment(dataset.get(), lastHeartbeat), path, kCannotResume);
    }
}

} // namespace

ResumedRun resumeRun(const std::filesystem::path& path, const RunSpec* expected, const WriterOptions& options)
{
    RunLock lock = takeWriterLock(path, options.withoutLock);
    const auto superblock = h5::readSuperblock(lock.descriptor());
    if (!superblock) {
        throw Error(path, kCannotResume, "it is not an HDF5 file");
    }
    const bool marked = needsRepair(path, *superblock, lock.descriptor());
    if (marked) {
        if (const auto torn = findTornBlock(path, lock)) {
            mendBlock(path, lock, *torn);
        }
    }
    const RunInspection found = inspectOurs(path);
    if (expected) {
        requireExpected(path, found, *expected);
    }
    if (marked) {
        repairSuperblock(path, lock.descriptor(), Durable::Yes);
    }
    if (found.afterRestart) {
        clearUnsynced(path, found);
    }
    cutRows(path, found.excess, found.steps);
    h5::WritableFile file = h5::WritableFile::openSwmr(path, options.metadataCacheBytes);
    if (h5::DriverFile* driver = file.driver()) {
        driver->newBlocksFirst = options.syncInterval.has_value(); // also for blocks of the segments
    }
    Heartbeat lastHeartbeat = *found.heartbeat;
    lastHeartbeat.steps = found.steps;
    noteSegment(file.id(), path, lastHeartbeat);
    if (expected && std::isfinite(expected->endTime) && expected->endTime != found.info.endTime) {
        writeEndTime(file.id(), expected->endTime, path);
    }
    std::vector<FieldSpec> fields = specsOf(found.fields);
    readOrders(file.id(), fields, expected);
    return {std::move(lock), std::move(file), std::move(fields), lastHeartbeat};
}

} // namespace h5pulse
