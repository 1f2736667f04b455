// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse::python {

/// WriterOptions::keepWaiting: runs Python's signal handlers while a call waits. Returns false if a handler
/// raised an exception, which is then set in this thread (KeyboardInterrupt for Ctrl-C).
bool keepWaiting() noexcept;

/// Python is about to end: from now on keepWaiting() does not call it.
void noteInterpreterEnds() noexcept;

} // namespace h5pulse::python
