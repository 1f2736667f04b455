// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QThread;

namespace h5pulse::viewer {

/// Takes ownership of a thread, asks it to end, and waits at most this long. A thread in an endless system
/// call cannot be stopped. It is abandoned, and deleted if it ever finishes.
void abandonThread(QThread* thread, int milliseconds);

/// Whether abandoned threads are still running.
bool hasLeftThreads();

/// The last call in main(), which returns its result. If abandoned threads are running, it ends the process
/// without exit handlers, which could destroy what such a thread uses.
int endOfMain(int status);

} // namespace h5pulse::viewer
