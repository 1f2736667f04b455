// SPDX-License-Identifier: MIT
#pragma once

#include "format/heartbeat.h"

#include <h5pulse/run_state.h>

#include <vector>

namespace h5pulse {

/// The last words of each writer of a run but the present one: the dataset `h5pulse/segments`, to which a
/// writer that resumes a run adds the heartbeat that it finds.

/// Creates the dataset, empty.
h5::Handle createSegments(hid_t file);

/// Adds a record and makes it visible; negative on failure.
herr_t appendSegment(hid_t dataset, const Heartbeat& heartbeat);

/// The records as they are in the file now, the latest 10,000 where there are more; none where they cannot be
/// read.
/// @param swmr  as for readHeartbeat()
std::vector<Heartbeat> readSegments(hid_t dataset, bool swmr);

/// The stretches of a run: those of `earlier` writers, and of the present one as its heartbeat tells.
std::vector<Segment> segmentsOf(const std::vector<Heartbeat>& earlier, const Heartbeat& present);

} // namespace h5pulse
