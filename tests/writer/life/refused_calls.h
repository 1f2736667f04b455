// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace h5pulse::test {

/// Makes the creation of threads fail with EAGAIN, from a given attempt on.
class ThreadsRefused
{
public:
    explicit ThreadsRefused(int from = 1);
    ~ThreadsRefused();
    ThreadsRefused(const ThreadsRefused&) = delete;
    ThreadsRefused& operator=(const ThreadsRefused&) = delete;

    static int refusals();
};

/// Makes close(2) of a writable descriptor of this file report an error after closing it. Network file
/// systems do so when they cannot write.
class CloseReports
{
public:
    CloseReports(std::filesystem::path file, int error);
    ~CloseReports();
    CloseReports(const CloseReports&) = delete;
    CloseReports& operator=(const CloseReports&) = delete;
};

/// Makes writes beyond the present end of this file fail, like a used-up quota.
class WritesRefused
{
public:
    WritesRefused(std::filesystem::path file, int error);
    ~WritesRefused();
    WritesRefused(const WritesRefused&) = delete;
    WritesRefused& operator=(const WritesRefused&) = delete;
};

} // namespace h5pulse::test
