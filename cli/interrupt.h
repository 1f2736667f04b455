// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace h5pulse::cli {

/// From now on SIGINT, SIGTERM and SIGHUP do not kill the program: it looks for them at places of its choice.
void catchInterrupts();

/// The one that has arrived, or 0. From any thread.
int caughtSignal() noexcept;

/// Throws Interrupted when one of them has arrived.
void throwIfInterrupted();

/// Sleeps. Throws Interrupted at once when a signal arrives, OutputClosed when the reader of a pipe at
/// standard output goes.
void interruptibleSleep(std::chrono::duration<double> time);

/// Waits until something can be written to a descriptor that does not block, or its other end has gone, which
/// writing then tells. Throws Interrupted at once when a signal arrives.
void waitUntilWritable(int descriptor);

} // namespace h5pulse::cli
