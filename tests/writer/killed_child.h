// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace h5pulse::test {

/// Ends the process with SIGKILL, without destructors.
inline void die()
{
    ::kill(::getpid(), SIGKILL);
}

/// Runs a function in a child process, which must call die().
template <typename Action>
void inKilledChild(const Action& action)
{
    const pid_t child = ::fork();
    if (child == 0) {
        try {
            action();
        } catch (...) {
        }
        ::_exit(1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "it did not get there";
}

} // namespace h5pulse::test
