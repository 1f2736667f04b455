// SPDX-License-Identifier: MIT
#pragma once

#include "bench.h"
#include "call_log.h"
#include "disk_image.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace h5pulse::faults {

/// The calls of programs on a run, from which it is computed what a power loss leaves of it.
struct PowerRecording
{
    std::string name{};
    std::string path{};    ///< of the run
    std::string profile{}; ///< of its fields
    std::vector<LoggedCall> calls{};
    DiskImage before{};       ///< what the disk has at the beginning
    std::size_t from = 1;     ///< the first cut at which anything is promised
    std::size_t promised = 0; ///< steps that must be there from then on
    std::int64_t salt = 0;    ///< of the run that must be there; 0: one of two

    /// The steps that must survive when only the calls before `cut` were made.
    std::size_t promisedAt(std::size_t cut) const;
};

/// Runs with a syncInterval: while they are written, idle, closed, recovered, resumed, repacked and replaced.
std::vector<PowerRecording> recordForPowerLoss(Bench& bench);

} // namespace h5pulse::faults
