// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/service/request.h>

namespace h5pulse {

class Reader;

/// Reads a frame. It reads only the slice of a 3-D field. Call on the thread that owns the reader.
///
/// Throws h5pulse::Error for problems of the file; std::invalid_argument and std::out_of_range, with a
/// sentence, for a field or step that does not exist.
FramePtr readFrame(Reader& reader, const RunDescriptionPtr& run, const FrameQuery& query,
                   const CursorPosition& position);

} // namespace h5pulse
