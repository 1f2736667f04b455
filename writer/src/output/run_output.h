// SPDX-License-Identifier: MIT
#pragma once

#include "buffer/batch.h"
#include "dataset/space_reserve.h"
#include "format/heartbeat.h"
#include "os/run_lock.h"
#include "output/live_file.h"
#include "output/target_path.h"
#include "overview/overview_builder.h"
#include "schedule/commit_policy.h"
#include "schedule/side_thread.h"

#include <h5pulse/run_spec.h>
#include <h5pulse/writer_options.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace h5pulse {

/// The file of a run that is being written: its lock, its heartbeat, and its HDF5 objects, which are closed
/// and reopened after a failed write. One thread at a time may call it.
class RunOutput
{
public:
    /// Creates the file. It has its name when this returns, unless it replaces another file: then it gets its
    /// name at the first commit.
    /// @param path  absolute, also in the next constructor
    RunOutput(const std::filesystem::path& path, const RunSpec& run, const WriterOptions& options);
    /// Continues a run. Throws std::invalid_argument if it differs from `expected` (may be null).
    RunOutput(const std::filesystem::path& path, const RunSpec* expected, const WriterOptions& options);
    ~RunOutput();
    RunOutput(const RunOutput&) = delete;
    RunOutput& operator=(const RunOutput&) = delete;

    const std::filesystem::path& path() const noexcept { return m_path; }
    const std::vector<FieldSpec>& fields() const noexcept { return m_fields; }
    /// Number of committed steps.
    std::size_t steps() const noexcept { return m_heartbeat.steps; }
    /// Number of steps known to be on the disk. May be called from any thread.
    std::size_t syncedSteps() const noexcept { return m_synced.load(std::memory_order_acquire); }
    /// Whether the name still belongs to an older file.
    bool waitsToReplace() const noexcept { return m_target != nullptr; }

    /// Writes the steps and makes them visible: fields first, times last, then the heartbeat. After a
    /// CommitFailure, call it again with steps from the same first one. Any other Error is permanent.
    void commit(const BatchParts& steps);
    /// Sets what the next commit's heartbeat reports about waits and the longest commit.
    void noteWaits(std::uint64_t waits, double seconds, double longestCommit) noexcept;
    /// Shows readers that the writer is alive although there are no new steps.
    void writeHeartbeatWhenIdle() noexcept;
    /// Shows readers that a commit failed and will be repeated.
    void writeHeartbeat(const CommitFailure& failure) noexcept;
    /// Closes the HDF5 file so that any program can open it, and keeps the lock. The next commit reopens it,
    /// also after a CommitFailure.
    void pause();
    /// Marks the run ended and closes the file. After a CommitFailure, call it again.
    void finish(Heartbeat::State state, std::string_view reason);
    /// Releases the file and the lock, which shows readers that no steps will follow.
    void giveUp() noexcept;

private:
    using Clock = std::chrono::steady_clock;

    void begin(h5::WritableFile file);
    void reopen();
    void openFile(h5::WritableFile file, Opened overview);
    void goOnWithoutOverview();
    void reserve(std::size_t steps);
    void write(const BatchParts& steps);
    void publish();
    bool hasSideThread() noexcept;
    void closeHandles() noexcept;
    void requireFile();
    bool isStillOurs() const noexcept;
    void append(const BatchParts& steps);
    void takeName();
    [[noreturn]] void keepUnderAnotherName(const Error& error);
    void prepareToClose();
    void syncIfAsked();
    void closeInOrder();
    void closeFile();
    void writeHeartbeat() noexcept;
    bool syncIsDue() const noexcept;
    void sync();
    void tellSynced();
    [[noreturn]] void noteLoss(int error);
    [[noreturn]] void throwSyncError() const;
    [[noreturn]] void giveUpHandles(const Error& error);
    std::filesystem::path pathOfLock() const;

    std::filesystem::path m_path;
    WriterOptions m_options;
    std::vector<FieldSpec> m_fields;
    std::size_t m_stepBytes = 0;
    std::unique_ptr<TargetPath> m_target; ///< set until the file has its name
    std::optional<RunLock> m_lock;
    std::unique_ptr<LiveFile> m_file; ///< null after a failed write and during a pause
    bool m_paused = false;            ///< the HDF5 file is closed by pause()
    std::uint64_t m_told = 0;         ///< sequence number of the heartbeat in the file
    OverviewBuilder m_overview;
    std::unique_ptr<SideThread> m_side; ///< summarises large commits while they are written
    bool m_noSideThread = false;        ///< the system refused a thread
    SpaceReserve m_space;
    Heartbeat m_heartbeat;
    std::uint64_t m_heartbeatAddress = 0;
    std::optional<std::uint64_t> m_journal; ///< its offset
    /// End of the part of the file that may be in use: nothing in the file refers beyond it.
    std::uint64_t m_allocated = 0;
    Clock::time_point m_lastSync = Clock::now();
    std::atomic<std::size_t> m_synced{0}; ///< see syncedSteps()
    bool m_unsynced = false;              ///< steps were committed since the last synchronisation, and
                                          ///< syncInterval asks for one
    int m_syncError = 0; ///< errno of a failed synchronisation of committed steps; no commit follows it
};

} // namespace h5pulse
