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
    catalog.info.fileSystem = file.fileSystem().name;
    catalog.info.sharedFileSystem = file.fileSystem().shared;
    const bool ours = catalog.info.formatVersion > 0;
    const auto access = [&](bool own) {
        return FieldDataset::Access{
            .driver = file.driver(), .headers = file.hasPlainAddresses(), .chunksStayPut = ours && own};
    };
    for (const FieldInfo& info : catalog.fields) {
        fields.emplace_back(file.id(), path, info, access(fields.size() < catalog.ownFields));
    }
    if (catalog.time) {
        time.emplace(file.id(), path, *catalog.time, access(catalog.time->name == layout::kTime));
    }
    if (ours) {
        heartbeatDataset = {H5Dopen2(file.id(), layout::kHeartbeat, H5P_DEFAULT), H5Dclose};
        m_heartbeatAddress = plainHeartbeatAddress(heartbeatDataset.get());
        segmentsDataset = {H5Dopen2(file.id(), layout::kSegments, H5P_DEFAULT), H5Dclose};
        overview = OverviewFile::open(file.id(), path, catalog, file.swmr());
    }
    file.revalidate(); // rows must not come from copies that are older than the extents
}

/// Refreshes the times first: a commit writes them last, so that every step with a time has its rows.
/// Without a new time there are no new rows.
bool OpenedRun::refresh(std::size_t knownSteps)
{
    if (std::any_of(fields.begin(), fields.end(), [](const FieldDataset& f) { return f.failed(); }) ||
        (time && time->failed())) {
        return false;
    }
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
        file.revalidate(); // fields and rows must not come from copies that are older than the times
        // Another program may write times after it has extended them. They are looked at next.
        if (catalog.info.formatVersion == 0 && !time->refreshHdf5()) {
            return false;
        }
    }
    const bool refreshed = refreshFields();
    if (!time) {
        file.revalidate();
    }
    return refreshed;
}

/// Reads the object headers of fields that lie close together with one call.
bool OpenedRun::refreshFields()
{
    std::vector<unsigned char> block;
    for (std::size_t i = 0; i < fields.size();) {
        const std::size_t end = endOfGroup(i);
        const haddr_t begin = fields[i].header().address;
        block.clear();
        if (end - i > 1) {
            const auto last = fields[end - 1].header();
            block.resize(last.address + last.size - begin);
            block.resize(h5::readPastHdf5(*file.driver(), begin, block.size(), block.data()));
        }
        for (; i < end; ++i) {
            const auto header = fields[i].header();
            const std::size_t from = std::min<std::size_t>(header.address - begin, block.size());
            const auto bytes = std::span<const unsigned char>(block).subspan(from);
            if (!fields[i].refresh(bytes.first(std::min(header.size, bytes.size())))) {
                return false;
            }
        }
    }
    return true;
}

std::size_t OpenedRun::endOfGroup(std::size_t first) const
{
    constexpr std::size_t most = std::size_t{64} << 10;
    const haddr_t begin = fields[first].header().address;
    std::size_t end = first + 1;
    while (fields[first].header().size > 0 && end < fields.size()) {
        const auto next = fields[end].header();
        if (next.size == 0 || next.address < fields[end - 1].header().address ||
            next.address - begin > most - next.size) {
            break;
        }
        ++end;
    }
    return end;
}

void OpenedRun::forgetChunks()
{
    std::for_each(fields.begin(), fields.end(), [](FieldDataset& field) { field.forgetChunks(); });
    if (time) {
        time->forgetChunks();
    }
}

std::optional<Heartbeat> OpenedRun::readHeartbeat() const
{
    return m_heartbeatAddress ? h5pulse::readHeartbeat(*file.driver(), *m_heartbeatAddress)
                              : h5pulse::readHeartbeat(heartbeatDataset.get(), file.swmr());
}

bool OpenedRun::refreshEndTime()
{
    if (time && !time->refreshHdf5()) {
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
