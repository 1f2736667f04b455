// SPDX-License-Identifier: MIT
#pragma once

#include "h5/driver.h"
#include "h5/handle.h"

#include <h5pulse/run_state.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace h5pulse {

/// A writer's report about itself: the only record of `h5pulse/heartbeat`, which is overwritten in place
/// with each commit. `h5pulse/segments` has the last records of earlier writers. The layout in memory is
/// the layout in the file.
struct Heartbeat
{
    enum State : std::int32_t { Running = 0, Finished = 1, Failed = 2, Stopped = 3 };
    static constexpr std::uint64_t kNotSynced = ~std::uint64_t{0};

    std::uint64_t sequence = 0; ///< incremented with each heartbeat
    std::uint64_t steps = 0;    ///< number of committed steps
    std::uint64_t commits = 0;  ///< number of commits of this writer
    double startTime = 0.0;     ///< when the writer opened the file; seconds since 1970, as all times here
    double commitTime = 0.0;    ///< of the last commit
    double time = 0.0;          ///< of this heartbeat
    std::int64_t processId = 0; ///< of the writer
    std::int32_t state = Running;
    std::int32_t writeProblem = 0;  ///< of a running writer: 0 none, 1 no space, 2 writing failed
    std::array<char, 64> host{};    ///< UTF-8, padded with zeros
    std::array<char, 256> reason{}; ///< of a failure, a stop or a write problem; UTF-8, padded with zeros
    std::array<char, 40> boot{};    ///< bootText() of the writer's machine, padded with zeros
    /// Number of steps that are surely on the disk; kNotSynced if the writer does not synchronise.
    std::uint64_t synced = kNotSynced;
    std::uint64_t bytes = 0;    ///< number of bytes of values and times that this writer has committed
    std::uint64_t waits = 0;    ///< number of times that the simulation waited because the buffer was full
    double waitSeconds = 0.0;   ///< total time of these waits
    double longestCommit = 0.0; ///< seconds
    std::uint64_t sequenceAgain = 0; ///< differs from `sequence` if the record was read during a write

    static std::string text(const char* data, std::size_t size);
    std::string hostText() const { return text(host.data(), host.size()); }
    std::string reasonText() const { return text(reason.data(), reason.size()); }
    std::string bootId() const { return text(boot.data(), boot.size()); }
    void setHost(std::string_view value);
    void setReason(std::string_view value);
    void setBoot(std::string_view value);
    /// How the writer ended the run: Finished, Failed or Stopped; nothing if it has not ended it.
    std::optional<RunState> end() const;
    /// Whether this machine wrote the heartbeat and was restarted since then. Steps that were not
    /// synchronised may be lost or damaged, in any order.
    /// @param local  whether the file is on a local file system. Then this machine wrote it, even under
    ///               another host name: containers choose their own names
    bool survivedRestart(bool local) const;
};

/// Creates the dataset without a record: contiguous and allocated at once, so that it can be overwritten
/// while readers read it.
h5::Handle createHeartbeat(hid_t file);

/// HDF5 type of the record.
h5::Handle heartbeatType();

/// Address of the record in the file; nothing if createHeartbeat() has not created the dataset.
std::optional<std::uint64_t> heartbeatAddress(hid_t dataset);

/// The same, and nothing if the stored type is not exactly that of createHeartbeat(): the record at this
/// address is a Heartbeat.
std::optional<std::uint64_t> plainHeartbeatAddress(hid_t dataset);

/// Writes the record with the next sequence number, without HDF5, so that a writer can report a write
/// problem when HDF5 can no longer write. False on failure, with errno.
bool writeHeartbeat(int descriptor, std::uint64_t address, Heartbeat& heartbeat) noexcept;

/// The sequence number of the record at that address, read without HDF5; nothing if it cannot be read.
std::optional<std::uint64_t> readSequence(int descriptor, std::uint64_t address) noexcept;

/// Reads the current record from the file; nothing if it cannot be read whole.
/// @param swmr  whether the file is open for SWMR reading; otherwise a refresh is neither possible nor
///              necessary
std::optional<Heartbeat> readHeartbeat(hid_t dataset, bool swmr);
/// The same without HDF5, at plainHeartbeatAddress().
std::optional<Heartbeat> readHeartbeat(h5::DriverFile& file, std::uint64_t address);

} // namespace h5pulse
