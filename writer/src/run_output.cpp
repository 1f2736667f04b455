// SPDX-License-Identifier: MIT
#include "run_output.h"

#include "create_run.h"
#include "format/layout.h"
#include "h5/check.h"
#include "h5/driver.h"
#include "os/file_identity.h"
#include "os/open_files.h"
#include "target_path.h"

#include <unistd.h>

namespace h5pulse {

RunOutput::RunOutput(const std::filesystem::path& path, const RunSpec& run, const WriterOptions& options)
    : m_path(path)
{
    const h5::Silence silence;
    TargetPath target(path, options.existing);
    try {
        m_file = createRun(target.temporary(), run, options);
        m_lock = RunLock::take(target.temporary());
        open(run);
        target.moveIn();
    } catch (const Error& error) {
        abandon();
        // The temporary name means nothing to the caller.
        throw Error(path, error.tried(), error.reason());
    }
}

RunOutput::~RunOutput()
{
    const h5::Silence silence;
    abandon();
}

void RunOutput::open(const RunSpec& run)
{
    h5::check(H5Fstart_swmr_write(m_file.get()), m_path, "cannot start SWMR writing");
    for (const FieldSpec& field : run.fields) {
        m_fields.emplace_back(m_file.get(), m_path, field.name, field.type);
    }
    m_time.emplace(m_file.get(), m_path, layout::kTime, ElementType::Float64);
    m_heartbeatDataset = h5::own(H5Dopen2(m_file.get(), layout::kHeartbeat, H5P_DEFAULT), H5Dclose, m_path,
                                 "cannot open the heartbeat");
    m_heartbeat.processId = ::getpid();
    m_heartbeat.setHost(hostName());
    m_heartbeat.startTime = wallClock();
    writeHeartbeatNow();
}

void RunOutput::commit(const Batch& batch)
{
    try {
        for (std::size_t i = 0; i < m_fields.size(); ++i) {
            m_fields[i].append(batch.rows(i), batch.size());
        }
        m_time->append(reinterpret_cast<const std::byte*>(batch.times()), batch.size());
        h5::check(h5::growToAllocation(m_file.get()), m_path, "cannot extend the file");
        for (AppendDataset& field : m_fields) {
            field.flush();
        }
        m_time->flush();
        m_heartbeat.steps += batch.size();
        ++m_heartbeat.commits;
        m_heartbeat.commitTime = wallClock();
        writeHeartbeatNow();
    } catch (const Error&) {
        abandon();
        throw;
    }
}

void RunOutput::beat()
{
    try {
        writeHeartbeatNow();
    } catch (const Error&) {
        abandon();
        throw;
    }
}

void RunOutput::finish(Heartbeat::State state, std::string_view reason)
{
    m_heartbeat.state = state;
    m_heartbeat.setReason(reason);
    beat();
    m_fields.clear();
    m_time.reset();
    m_heartbeatDataset.reset();
    if (m_file.reset() < 0) {
        h5::raise(m_path, "cannot be closed");
    }
    m_lock.reset();
}

void RunOutput::writeHeartbeatNow()
{
    m_heartbeat.time = wallClock();
    h5::check(writeHeartbeat(m_heartbeatDataset.get(), m_heartbeat), m_path, "cannot write the heartbeat");
}

/// After a failed write HDF5's caches hold what the file does not, and closing would publish rows that were
/// never written. So what HDF5 still writes goes nowhere, and the file stays as the last commit left it.
void RunOutput::abandon() noexcept
{
    if (h5::DriverFile* file = m_file ? h5::driverFile(m_file.get()) : nullptr) {
        file->abandoned = true;
    }
    m_fields.clear();
    m_time.reset();
    m_heartbeatDataset.reset();
    m_file.reset();
    m_lock.reset();
}

} // namespace h5pulse
