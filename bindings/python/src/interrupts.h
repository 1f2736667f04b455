// SPDX-License-Identifier: MIT
#pragma once

namespace h5pulse::python {

/// WriterOptions::keepWaiting: lets Python's handlers of signals run while a call waits. False where one has
/// raised: its exception (KeyboardInterrupt for Ctrl-C) is then set in this thread.
bool keepWaiting() noexcept;

/// Python is about to end: from now on keepWaiting() asks it nothing.
void noteInterpreterEnds() noexcept;

} // namespace h5pulse::python
