// SPDX-License-Identifier: MIT
#include "output/live_file.h"

#include "format/heartbeat.h"
#include "format/journal.h"
#include "format/layout.h"
#include "h5/check.h"
#include "h5/driver.h"
#include "os/pause_point.h"
#include "overview/restore_overview.h"
#include "schedule/commit_policy.h"

namespace h5pulse {

namespace {

// Space that HDF5 uses for indexes, object headers and free space. The values are generous: unused reserve
// serves the next commits.
constexpr std::uint64_t kMetadataOfDataset = std::uint64_t{16} << 10;
constexpr std::uint64_t kMetadataShare = 64; ///< one byte of index per this many bytes of rows

} // namespace

LiveFile::LiveFile(h5::WritableFile file, const std::filesystem::path& path,
                   const std::vector<FieldSpec>& fields, std::size_t steps)
    : m_path(path)
    , m_file(std::move(file))
    , m_steps(steps)
{
    m_datasets.reserve(fields.size() + 1);
    const h5::Handle access = uncachedAccess();
    for (const FieldSpec& field : fields) {
        m_datasets.emplace_back(m_file.id(), path, field.name, field.type, steps, access.get());
    }
    m_datasets.emplace_back(m_file.id(), path, layout::kTime, ElementType::Float64, steps, access.get());
}

void LiveFile::openOverview(const OverviewLayout& layout, Opened opened)
{
    if (layout.tables.empty()) {
        m_overview.reset();
    } else {
        m_overview.emplace(m_file.id(), m_path, layout, m_steps, opened);
    }
}

void LiveFile::restoreOverview(OverviewBuilder& builder, const std::vector<FieldSpec>& fields) const
{
    if (m_overview && m_steps > 0) {
        h5pulse::restoreOverview(builder, m_file.id(), m_path, fields, *m_overview, m_steps);
    }
}

void LiveFile::append(const BatchParts& parts)
{
    const std::size_t steps = stepsIn(parts);
    const std::size_t fields = m_datasets.size() - 1;
    for (std::size_t i = 0; i <= fields; ++i) {
        m_datasets[i].extend(steps);
        for (const BatchPart& part : parts) {
            m_datasets[i].append(i < fields ? part.rows(i) : reinterpret_cast<const std::byte*>(part.times()),
                                 part.count);
        }
    }
    m_steps += steps;
    m_file.requireWritten("cannot be written");
}

bool LiveFile::finishAppending(const OverviewBuilder& overview)
{
    bool fits = true;
    try {
        if (m_overview) {
            m_overview->openFor(m_steps);
        }
    } catch (const Error&) {
        m_overview.reset();
        fits = false;
    }
    if (m_overview) {
        m_overview->write(overview, m_steps);
    }
    h5::growToAllocation(driver());
    m_file.requireWritten("cannot be written");
    return fits;
}

void LiveFile::publish()
{
    for (std::size_t i = 0; i + 1 < m_datasets.size(); ++i) {
        m_datasets[i].flush();
    }
    if (m_overview) {
        m_overview->flush();
    }
    pausePoint("writer: fields are published");
    m_datasets.back().flush();
    m_file.requireWritten("cannot commit");
}

int LiveFile::close()
{
    // After a write error, datasets may extend beyond the last committed step. Cut the times first.
    for (auto dataset = m_datasets.rbegin(); dataset != m_datasets.rend(); ++dataset) {
        dataset->cut();
    }
    m_datasets.clear();
    m_overview.reset();
    return m_file.close();
}

void LiveFile::abandon() noexcept
{
    m_file.abandonWrites();
    m_datasets.clear();
    m_overview.reset();
    m_file.abandon();
}

h5::DriverFile& LiveFile::driver() const
{
    h5::DriverFile* driver = m_file.driver();
    if (!driver) {
        throw CommitFailure(m_path, WriteProblem::WriteError, "the program has closed HDF5");
    }
    return *driver;
}

std::uint64_t LiveFile::allocationEnd() const
{
    return h5::allocationEnd(driver());
}

std::uint64_t LiveFile::bytesFor(std::size_t steps) const noexcept
{
    std::uint64_t bytes = 0;
    for (const AppendDataset& dataset : m_datasets) {
        bytes += dataset.bytesFor(steps);
    }
    bytes += m_overview ? m_overview->bytesFor(m_steps, m_steps + steps) : 0;
    return bytes + bytes / kMetadataShare + m_datasets.size() * kMetadataOfDataset;
}

std::optional<std::uint64_t> LiveFile::findJournal() const
{
    return journalAddress(m_file.id());
}

void LiveFile::useJournal(std::optional<std::uint64_t> journal, bool durable)
{
    if (h5::DriverFile* driver = m_file.driver()) {
        driver->newBlocksFirst = durable;
    }
    if (h5::DriverFile* driver = journal ? m_file.driver() : nullptr) {
        driver->journal = *journal;
        driver->journalDurable = durable;
        driver->beforeMetadata = [](const h5::DriverFile& file, haddr_t address, const void* block,
                                    std::size_t size) noexcept {
            return noteBlock(file.descriptor(), file.journal, address, block, size, file.journalDurable);
        };
    }
}

std::uint64_t LiveFile::heartbeatAddress() const
{
    const h5::Handle dataset = h5::own(H5Dopen2(m_file.id(), layout::kHeartbeat, H5P_DEFAULT), H5Dclose,
                                       m_path, "cannot open the heartbeat");
    const auto address = h5pulse::heartbeatAddress(dataset.get());
    if (!address) {
        throw Error(m_path, "cannot be written",
                    "its heartbeat does not have the layout that h5pulse writes");
    }
    return *address;
}

} // namespace h5pulse
