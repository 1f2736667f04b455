// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process.h"

#include <chrono>
#include <filesystem>

namespace h5pulse::viewer::test {

/// A simulation in a process of its own; see test_writer.cpp. Killed at the end if it still runs.
class LiveWriter
{
public:
    explicit LiveWriter(const std::filesystem::path& path, double offset = 0.0);

    /// Returns when the steps are committed.
    void append(int steps);
    /// A step whose y[component] and energy are NaN.
    void appendBad(int component);
    /// Begins to append steps, so many a second and a commit for each; returns at once.
    void beginPaced(int steps, double stepsPerSecond);
    /// Returns when the last of them is committed.
    void endPaced(std::chrono::milliseconds deadline);
    /// Steps come all the time from now on, until the next call.
    void runFree();
    void stopFree();
    /// Ends in order, and returns when it has ended.
    void close();
    void fail(const std::string& reason);
    void stop(const std::string& reason);
    /// As by kill -9.
    void crash();

private:
    void command(const std::string& line);

    h5pulse::test::Process m_process;
};

} // namespace h5pulse::viewer::test
