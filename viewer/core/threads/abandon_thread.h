// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QThread;

namespace h5pulse::viewer {

/// Takes a thread over, asks it to end, and waits no longer than this. One that is inside of a system call
/// without end cannot be ended from outside: it is left to itself, and deleted when it comes back, if ever.
void abandonThread(QThread* thread, int milliseconds);

/// Whether threads were left that have not come back.
bool hasLeftThreads();

/// The last call of main(), whose result it returns. A thread that was left may hold HDF5's lock: then the
/// process ends here, without HDF5's own last words, which would wait for it.
int endOfMain(int status);

} // namespace h5pulse::viewer
