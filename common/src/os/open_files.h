// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <sys/types.h>

namespace h5pulse {

/// A process of this machine that has the file open for writing, as far as /proc shows it (processes of
/// other users and of other containers are hidden). `descriptor` itself does not count, even if it is
/// writable. Takes some milliseconds.
std::optional<pid_t> findWriter(int descriptor);

/// Replaces findWriter(), for a process that may not look at others; null: as before. Not while other threads read runs.
void setWriterFinder(std::function<std::optional<pid_t>(int descriptor)> finder);

/// The same, but only a process that still has the file open 1 s later: a new child of a fork has the
/// descriptors of its parent until it runs and closes them.
std::optional<pid_t> findLastingWriter(int descriptor);

/// " (process 1234 on host)", or empty if the writers are unknown.
std::string describeWriters(int descriptor);

} // namespace h5pulse
