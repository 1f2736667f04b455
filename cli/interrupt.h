// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace h5pulse::cli {

/// From now on SIGINT, SIGTERM and SIGHUP do not kill the program; it checks for them where it chooses.
void catchInterrupts();

/// The caught signal, or 0. May be called from any thread.
int caughtSignal() noexcept;

/// Throws Interrupted if a signal was caught.
void throwIfInterrupted();

/// Sleeps. Throws Interrupted as soon as a signal arrives, and OutputClosed when the reader of a pipe at
/// standard output closes it.
void interruptibleSleep(std::chrono::duration<double> time);

/// Waits until a non-blocking descriptor is writable or its other end is closed, which the next write then
/// reports. Throws Interrupted as soon as a signal arrives.
void waitUntilWritable(int descriptor);

} // namespace h5pulse::cli
