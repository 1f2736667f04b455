// SPDX-License-Identifier: MIT
#pragma once

#include "os/descriptor.h"

#include <optional>
#include <sys/types.h>

namespace h5pulse {

/// A process outside of the box that answers one question: which process has this file open for writing? See findWriter().
/// It is given open files, reads /proc, and never looks into a file. It ends with its parent.
class WriterHelper
{
public:
    /// Starts it. Call it before the process has threads. Throws std::system_error.
    WriterHelper();

    /// Asks it. Nothing: no such process, or no answer within a second.
    std::optional<pid_t> ask(int descriptor) const;

private:
    Descriptor m_connection;
};

} // namespace h5pulse
