// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QThread;

namespace h5pulse::viewer {

/// Takes a thread over, asks it to end, and waits no longer than this. One that is inside of a system call
/// without end cannot be ended from outside: it is left to itself, and deleted when it comes back, if ever.
void leaveThread(QThread* thread, int milliseconds);

/// Whether threads were left that have not come back. They may hold HDF5's lock: then the process must end
/// without HDF5's own last words, which would wait for it.
bool hasLeftThreads();

} // namespace h5pulse::viewer
