// SPDX-License-Identifier: MIT
#include "run_inspection.h"

#include "committed_prefix.h"
#include "dimension_scales.h"
#include "format/end_time.h"
#include "format/journal.h"
#include "h5/check.h"
#include "h5/writable_file.h"

#include <cerrno>
#include <cstring>

namespace h5pulse {

namespace {

void noteExcess(RunInspection& survey, const FieldDataset& dataset)
{
    if (dataset.rows() > survey.steps) {
        survey.excess.push_back({dataset.info().name, dataset.rows()});
    }
}

/// Sets the extent in dimension 0.
void cut(hid_t file, const std::filesystem::path& path, const std::string& name, std::size_t rows)
{
    const std::string tried = "cannot cut '" + name + "' to the committed steps";
    const h5::Handle dataset = h5::own(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, path, tried);
    const h5::Handle space = h5::own(H5Dget_space(dataset.get()), H5Sclose, path, tried);
    std::vector<hsize_t> extent(
        static_cast<std::size_t>(h5::check(H5Sget_simple_extent_ndims(space.get()), path, tried)));
    h5::check(H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr), path, tried);
    extent.at(0) = rows;
    h5::check(H5Dset_extent(dataset.get(), extent.data()), path, tried);
    h5::check(H5Dflush(dataset.get()), path, tried);
}

} // namespace

RunInspection inspectRun(const std::filesystem::path& path)
{
    const h5::SuppressHdf5Errors silence;
    const OpenedRun opened(path, {}, {.nobodyWrites = true});
    RunInspection result;
    result.info = opened.catalog.info;
    result.ours = result.info.formatVersion > 0;
    if (opened.heartbeatDataset) {
        result.heartbeat = readHeartbeat(opened.heartbeatDataset.get(), opened.file.swmr());
    }
    result.afterRestart = result.heartbeat && result.heartbeat->state == Heartbeat::Running &&
                          result.heartbeat->synced != Heartbeat::kNotSynced &&
                          result.heartbeat->survivedRestart(opened.file.isLocal());
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
    // Times last, as they are written: fields that are longer than the times harm nobody meanwhile.
    if (opened.time) {
        noteExcess(result, *opened.time);
    }
    return result;
}

bool needsRepair(const std::filesystem::path& path, const Superblock& superblock, int descriptor)
{
    const auto identity = identify(descriptor);
    if (superblock.openForWriting() || !identity || !superblock.endsBefore(identity->size)) {
        return superblock.openForWriting();
    }
    const h5::SuppressHdf5Errors silence;
    try {
        return RunFile(path, {.nobodyWrites = true}).marksLost();
    } catch (const Error&) {
        return false; // whoever looks at it next says why
    }
}

std::optional<std::uint64_t> findTornBlock(const std::filesystem::path& path, const RunLock& lock)
{
    const h5::SuppressHdf5Errors silence;
    try {
        const RunFile file(path, {.nobodyWrites = true});
        const auto journal = journalAddress(file.id());
        return journal && hasTornBlock(lock.descriptor(), *journal) ? journal : std::nullopt;
    } catch (const Error&) {
        return std::nullopt; // whoever looks at it next says why
    }
}

void mendBlock(const std::filesystem::path& path, const RunLock& lock, std::uint64_t journal)
{
    if (!replayJournal(lock.descriptor(), journal)) {
        throw Error(path, "cannot be recovered", std::strerror(errno));
    }
}

void cutRows(const std::filesystem::path& path, const std::vector<RecoverReport::Excess>& datasets,
             std::size_t rows)
{
    if (datasets.empty()) {
        return;
    }
    const h5::SuppressHdf5Errors silence;
    h5::WritableFile file = h5::WritableFile::openSwmr(path, 0);
    // The times first: whoever reads meanwhile trusts what has a time.
    for (auto dataset = datasets.rbegin(); dataset != datasets.rend(); ++dataset) {
        cut(file.id(), path, dataset->dataset, rows);
    }
    if (const int error = file.close()) {
        throw Error(path, "cannot be cut to the committed steps", std::strerror(error));
    }
}

} // namespace h5pulse
