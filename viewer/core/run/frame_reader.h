// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_request.h"
#include "core/trace/reduce.h"

namespace h5pulse {
class Reader;
}

namespace h5pulse::viewer {

/// Reads the frame that is asked for, and of a 3-D field no more than its slice. For the thread that owns the
/// reader.
///
/// Throws h5pulse::Error for what the file does, std::invalid_argument and std::out_of_range, with a
/// sentence, for a field or step that is not there.
/// @param points  profiles are thinned out to so many
FramePtr readFrame(Reader& reader, const RunDescriptionPtr& run, const FrameQuery& query,
                   std::size_t points = kMaximumProfilePoints);

} // namespace h5pulse::viewer
