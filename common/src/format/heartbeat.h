// SPDX-License-Identifier: MIT
#pragma once

#include "h5/handle.h"

#include <h5pulse/run_state.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace h5pulse {

/// What a writer says of itself: the one record of `h5pulse/heartbeat`, overwritten in place with each
/// commit, and those of earlier writers in `h5pulse/segments`. Its layout in memory is its layout in the
/// file.
struct Heartbeat
{
    enum State : std::int32_t { Running = 0, Finished = 1, Failed = 2, Stopped = 3 };
    static constexpr std::uint64_t kNotSynced = ~std::uint64_t{0};

    std::uint64_t sequence = 0; ///< grows by one with each writing
    std::uint64_t steps = 0;    ///< committed
    std::uint64_t commits = 0;  ///< of this writer
    double startTime = 0.0;     ///< when the writer opened the file; seconds since 1970, as all times here
    double commitTime = 0.0;    ///< of the last commit
    double time = 0.0;          ///< of this writing
    std::int64_t processId = 0; ///< of the writer
    std::int32_t state = Running;
    std::int32_t writeProblem = 0;  ///< of a running writer: 0 none, 1 no space, 2 writing failed
    std::array<char, 64> host{};    ///< UTF-8, padded with zeros
    std::array<char, 256> reason{}; ///< of a failure, a stop or a write problem; UTF-8, padded with zeros
    std::array<char, 40> boot{};    ///< of the writer's machine (bootText()), padded with zeros
    /// Steps that are on the disk for sure; kNotSynced where the writer was not asked to see to it.
    std::uint64_t synced = kNotSynced;
    std::uint64_t bytes = 0;         ///< of values and times that this writer has committed
    std::uint64_t waits = 0;         ///< how often the simulation has waited because the buffer was full
    double waitSeconds = 0.0;        ///< and for how long, in all
    double longestCommit = 0.0;      ///< seconds
    std::uint64_t sequenceAgain = 0; ///< equal to `sequence`, or the record was read while it was written

    static std::string text(const char* data, std::size_t size);
    std::string hostText() const { return text(host.data(), host.size()); }
    std::string reasonText() const { return text(reason.data(), reason.size()); }
    std::string bootId() const { return text(boot.data(), boot.size()); }
    void setHost(std::string_view value);
    void setReason(std::string_view value);
    void setBoot(std::string_view value);
    /// How its writer ended the run: Finished, Failed or Stopped. Nothing: it did not.
    std::optional<RunState> end() const;
    /// Whether this machine wrote it, and was started anew since: steps that were not synced may be lost or
    /// damaged, in any order.
    /// @param local  whether the file lies on a local file system: then no other machine wrote it, whatever
    ///               its name, which containers choose for themselves
    bool survivedRestart(bool local) const;
};

/// Creates the dataset, empty: contiguous and allocated at once, so that it can be overwritten while readers
/// read.
h5::Handle createHeartbeat(hid_t file);

/// HDF5's type of the record.
h5::Handle heartbeatType();

/// Where the record lies in the file; nothing where the dataset is not one of createHeartbeat().
std::optional<std::uint64_t> heartbeatAddress(hid_t dataset);

/// Writes the record with the next sequence number, past HDF5: a writer can report a write problem when HDF5 can
/// no longer write. False on failure, with errno.
bool writeHeartbeat(int descriptor, std::uint64_t address, Heartbeat& heartbeat) noexcept;

/// The sequence number of the record at that place in the file, past HDF5; nothing where it cannot be read.
std::optional<std::uint64_t> readSequence(int descriptor, std::uint64_t address) noexcept;

/// Reads the record as it is in the file now; nothing where it cannot be read whole.
/// @param swmr  whether the file is open for SWMR reading; else HDF5 refuses to refresh, and need not
std::optional<Heartbeat> readHeartbeat(hid_t dataset, bool swmr);

} // namespace h5pulse
