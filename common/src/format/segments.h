// SPDX-License-Identifier: MIT
#pragma once

#include "format/heartbeat.h"

#include <h5pulse/run_state.h>

#include <vector>

namespace h5pulse {

/// The dataset `h5pulse/segments` has the last heartbeat of each earlier writer of a run. A writer that
/// resumes a run appends the heartbeat that it finds.

/// Creates the empty dataset.
h5::Handle createSegments(hid_t file);

/// Appends a record and makes it visible; negative on failure.
herr_t appendSegment(hid_t dataset, const Heartbeat& heartbeat);

/// The current records in the file, at most the latest 10,000; empty if they cannot be read.
/// @param swmr  as for readHeartbeat()
std::vector<Heartbeat> readSegments(hid_t dataset, bool swmr);

/// The segments of a run, from the heartbeats of `earlier` writers and of the present one.
std::vector<Segment> segmentsOf(const std::vector<Heartbeat>& earlier, const Heartbeat& present);

} // namespace h5pulse
