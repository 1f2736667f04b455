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

/// The file of a run that is being written: its lock, its heartbeat, and what HDF5 has of it, which is closed
/// and opened anew when a write has failed. All calls by one thread at a time.
class RunOutput
{
public:
    /// Creates the file. It has its name when this returns, unless it replaces another: then from the first
    /// commit on.
    /// @param path  absolute, as of the next
    RunOutput(const std::filesystem::path& path, const RunSpec& run, const WriterOptions& options);
    /// Continues a run. Throws std::invalid_argument where `expected` is given and does not fit.
    RunOutput(const std::filesystem::path& path, const RunSpec* expected, const WriterOptions& options);
    ~RunOutput();
    RunOutput(const RunOutput&) = delete;
    RunOutput& operator=(const RunOutput&) = delete;

    const std::filesystem::path& path() const noexcept { return m_path; }
    const std::vector<FieldSpec>& fields() const noexcept { return m_fields; }
    /// Committed.
    std::size_t steps() const noexcept { return m_heartbeat.steps; }
    /// On the disk for sure. From any thread.
    std::size_t syncedSteps() const noexcept { return m_synced.load(std::memory_order_acquire); }
    /// Whether the name still leads to an older file.
    bool waitsToReplace() const noexcept { return m_target != nullptr; }

    /// Writes the steps and makes them visible: fields first, times last, then the heartbeat. CommitFailure:
    /// call it again with steps from the same one on. Any other Error is for good.
    void commit(const BatchParts& steps);
    /// What the heartbeat will tell with the next commit of waits for it, and of the longest commit.
    void noteWaits(std::uint64_t waits, double seconds, double longestCommit) noexcept;
    /// Tells readers that the writer lives although nothing new is there.
    void beatWhenIdle() noexcept;
    /// Tells them that a commit has failed and will be tried again.
    void beat(const CommitFailure& failure) noexcept;
    /// Closes the file in order, so that any program can open it, and keeps the lock: the next commit opens
    /// it again. CommitFailure: so does the next commit.
    void pause();
    /// Marks the run ended and closes the file. CommitFailure: call it again.
    void finish(Heartbeat::State state, std::string_view reason);
    /// Lets go of the file and of the lock: readers see that nothing more will come.
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
    void beat() noexcept;
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
    std::unique_ptr<TargetPath> m_target; ///< until the file has its name
    std::optional<RunLock> m_lock;
    std::unique_ptr<LiveFile> m_file; ///< none after a failed write, and while it is closed in order
    bool m_paused = false;            ///< it is
    std::uint64_t m_told = 0;         ///< sequence number of the heartbeat that the file has
    OverviewBuilder m_overview;
    std::unique_ptr<SideThread> m_side; ///< sums up large commits while they are written
    bool m_noSideThread = false;        ///< the system gave none
    SpaceReserve m_space;
    Heartbeat m_heartbeat;
    std::uint64_t m_heartbeatAddress = 0;
    std::optional<std::uint64_t> m_journal; ///< where it lies
    /// End of the part of the file that may be in use: nothing in the file points beyond it.
    std::uint64_t m_allocated = 0;
    Clock::time_point m_lastSync = Clock::now();
    std::atomic<std::size_t> m_synced{0}; ///< what syncedSteps() tells
    bool m_unsynced = false;              ///< something was committed since, and syncInterval asks for it
    int m_syncError = 0; ///< errno when the disk did not take what was committed; then nothing more is
};

} // namespace h5pulse
