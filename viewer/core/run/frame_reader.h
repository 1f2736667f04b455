// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_request.h"

namespace h5pulse {
class Reader;
}

namespace h5pulse::viewer {

/// Reads the frame that is asked for. For the thread that owns the reader.
///
/// Throws h5pulse::Error for what the file does, std::invalid_argument and std::out_of_range, with a
/// sentence, for a field or step that is not there.
FramePtr readFrame(Reader& reader, const RunDescriptionPtr& run, const FrameQuery& query);

} // namespace h5pulse::viewer
