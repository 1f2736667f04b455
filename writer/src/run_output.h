// SPDX-License-Identifier: MIT
#pragma once

#include "append_dataset.h"
#include "batch.h"
#include "format/heartbeat.h"
#include "h5/handle.h"
#include "os/run_lock.h"

#include <h5pulse/run_spec.h>
#include <h5pulse/writer_options.h>

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace h5pulse {

/// The file of a run, open for SWMR writing, with everything of HDF5 that the writer has. All calls by one
/// thread at a time; they throw Error, and after one has thrown the file is as the last commit left it.
class RunOutput
{
public:
    RunOutput(const std::filesystem::path& path, const RunSpec& run, const WriterOptions& options);
    ~RunOutput();
    RunOutput(const RunOutput&) = delete;
    RunOutput& operator=(const RunOutput&) = delete;

    /// Writes the steps and makes them visible: fields first, times last, then the heartbeat.
    void commit(const Batch& batch);
    /// Tells readers that the writer lives although nothing new is there.
    void beat();
    /// Marks the run ended and closes the file.
    void finish(Heartbeat::State state, std::string_view reason);

private:
    void open(const RunSpec& run);
    void writeHeartbeatNow();
    void abandon() noexcept;

    std::filesystem::path m_path;
    std::optional<RunLock> m_lock;
    h5::Handle m_file;
    std::vector<AppendDataset> m_fields;
    std::optional<AppendDataset> m_time;
    h5::Handle m_heartbeatDataset;
    Heartbeat m_heartbeat;
};

} // namespace h5pulse
