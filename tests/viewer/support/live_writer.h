// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process.h"

#include <chrono>
#include <filesystem>

namespace h5pulse::viewer::test {

/// A simulation in a separate process; see test_writer.cpp. The destructor kills it if it still runs.
class LiveWriter
{
public:
    explicit LiveWriter(const std::filesystem::path& path, double offset = 0.0);

    /// Returns when the steps are committed.
    void append(int steps);
    /// Appends a step whose y[component] and energy are NaN.
    void appendBad(int component);
    /// Starts to append steps at a rate per second, with a commit for each. Returns at once.
    void beginPaced(int steps, double stepsPerSecond);
    /// Returns when the last step is committed.
    void endPaced(std::chrono::milliseconds deadline);
    /// Appends steps continuously until the next call.
    void runFree();
    void stopFree();
    /// Closes the run, and returns when the process has ended.
    void close();
    void fail(const std::string& reason);
    void stop(const std::string& reason);
    /// Kills the process with SIGKILL.
    void crash();

private:
    void command(const std::string& line);

    h5pulse::test::Process m_process;
};

} // namespace h5pulse::viewer::test
