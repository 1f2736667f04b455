// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <sys/types.h>

namespace h5pulse {

/// A process of this machine that has the file open for writing, as far as /proc shows it to us (processes of
/// other users and of other containers are hidden). The descriptor itself, where it is writable, does not
/// count. Takes some milliseconds.
std::optional<pid_t> findWriter(int descriptor);

/// The same, but only a process that still has it a moment (1 s) later: a child that is being forked has its
/// parent's descriptors until it gets to run and closes them.
std::optional<pid_t> findLastingWriter(int descriptor);

/// " (process 1234 on host)", or nothing where it cannot be told.
std::string describeWriters(int descriptor);

} // namespace h5pulse
