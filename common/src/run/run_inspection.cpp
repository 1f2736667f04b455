// SPDX-License-Identifier: MIT
#include "run/run_inspection.h"

#include "catalog/dimension_scales.h"
#include "format/end_time.h"
#include "format/journal.h"
#include "h5/check.h"
#include "run/committed_prefix.h"

namespace h5pulse {

namespace {

void noteExcess(RunInspection& inspection, const FieldDataset& dataset)
{
    if (dataset.rows() > inspection.steps) {
        inspection.excess.push_back({dataset.info().name, dataset.rows()});
    }
}

} // namespace

RunInspection inspectRun(const std::filesystem::path& path)
{
    const h5::SuppressHdf5Errors silence;
    OpenedRun opened(path, {}, {.nobodyWrites = true});
    RunInspection result;
    result.info = opened.catalog.info;
    result.ours = result.info.formatVersion > 0;
    if (opened.heartbeatDataset) {
        result.heartbeat = opened.readHeartbeat();
    }
    result.afterRestart = result.heartbeat && result.heartbeat->state == Heartbeat::Running &&
                          result.heartbeat->synced != Heartbeat::kNotSynced &&
                          result.heartbeat->survivedRestart(!opened.file.fileSystem().shared);
    if (result.ours) {
        result.hasEndTime = hasEndTime(opened.file.id());
        result.axes = readRootAxes(opened.file.id(), path);
    }
    result.journal = result.ours ? journalAddress(opened.file.id()) : std::nullopt;
    result.steps = committedPrefix(opened, result.heartbeat);
    result.lastCommitTime = result.heartbeat ? result.heartbeat->commitTime
                                             : static_cast<double>(opened.file.identity().modifiedNs) * 1e-9;
    for (std::size_t i = 0; i < opened.fields.size(); ++i) {
        if (i < opened.catalog.ownFields) {
            result.fields.push_back(opened.catalog.fields[i]);
            noteExcess(result, opened.fields[i]);
        }
    }
    // Times last, as in a commit. Fields that are longer than the times do no harm meanwhile.
    if (opened.time) {
        noteExcess(result, *opened.time);
    }
    return result;
}

bool needsRepair(const std::filesystem::path& path, const h5::Superblock& superblock, int descriptor)
{
    const auto identity = identify(descriptor);
    if (superblock.openForWriting() || !identity || !superblock.endsBefore(identity->size)) {
        return superblock.openForWriting();
    }
    const h5::SuppressHdf5Errors silence;
    try {
        return RunFile(path, {.nobodyWrites = true}).marksLost();
    } catch (const Error&) {
        return false; // the next inspection of the file reports the reason
    }
}

} // namespace h5pulse
