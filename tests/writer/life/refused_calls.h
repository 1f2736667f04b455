// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace h5pulse::test {

/// While it lives the system gives this process no threads: all attempts from the given one on fail with
/// EAGAIN.
class ThreadsRefused
{
public:
    explicit ThreadsRefused(int from = 1);
    ~ThreadsRefused();
    ThreadsRefused(const ThreadsRefused&) = delete;
    ThreadsRefused& operator=(const ThreadsRefused&) = delete;

    static int refusals();
};

/// While it lives close(2) of a descriptor of this file, open for writing, closes it and reports an error: as
/// file systems on a network do that could not write.
class CloseReports
{
public:
    CloseReports(std::filesystem::path file, int error);
    ~CloseReports();
    CloseReports(const CloseReports&) = delete;
    CloseReports& operator=(const CloseReports&) = delete;
};

/// While it lives nothing can be written to this file beyond the end that it has now: as where a quota is
/// used up.
class WritesRefused
{
public:
    WritesRefused(std::filesystem::path file, int error);
    ~WritesRefused();
    WritesRefused(const WritesRefused&) = delete;
    WritesRefused& operator=(const WritesRefused&) = delete;
};

} // namespace h5pulse::test
