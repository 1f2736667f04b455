// SPDX-License-Identifier: MIT
#pragma once

#include "os/descriptor.h"

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace h5pulse {

/// A program that is talked to through its standard streams. No call waits for it.
///
/// Thread-safety: one thread calls the members.
class ChildProcess
{
public:
    /// @param words        program (found by PATH if it has no '/') and arguments
    /// @param environment  "NAME=VALUE", beside our own environment
    /// Throws std::system_error if the program cannot be started.
    explicit ChildProcess(const std::vector<std::string>& words,
                          const std::vector<std::string>& environment = {});
    /// Closes its streams and asks it to end. A program that does not end is killed by tendLeftBehind().
    ~ChildProcess();

    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    pid_t id() const { return m_id; }
    /// Sockets, non-blocking.
    int input() const { return m_input.get(); }
    int output() const { return m_output.get(); }
    int errors() const { return m_errors.get(); }
    /// The status of waitpid() if it has ended; none: it still runs.
    std::optional<int> status();

    /// Looks after programs that were left behind: kills those that have not ended a second after they were asked to,
    /// and removes those that have ended from the system's table. False: none are left. One in a system call that hangs
    /// ends after that call. Thread-safe.
    static bool tendLeftBehind();

private:
    pid_t m_id = -1;
    Descriptor m_input;
    Descriptor m_output;
    Descriptor m_errors;
    std::optional<int> m_status;
};

} // namespace h5pulse
