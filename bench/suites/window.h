// SPDX-License-Identifier: MIT
#pragma once

#include "child.h"

#include <chrono>
#include <string>
#include <vector>

namespace bench {

/// Activity of a window over some time.
struct WindowFigures
{
    double framesPerSecond = 0.0;
    double load = 0.0; ///< of one core
    double memory = 0.0;
    double held = 0.0;   ///< ms, longest event on the wall clock, including other threads and programs
    double worked = 0.0; ///< ms, longest event in the thread's own time
    double events = 0.0;
    std::vector<double> heldHistogram{}, workedHistogram{};
};

/// The viewer's window on a run, in a program of its own (h5pulse_bench_frames).
class Window
{
public:
    /// @param run    address of the run, as for the viewer
    /// @param views  views and components that are open beside the usual ones
    Window(const std::string& run, const std::vector<std::string>& views);

    /// Seconds from the start of the program to the first plot.
    double startTime() const { return m_startTime; }
    WindowFigures watch(std::chrono::milliseconds time);

private:
    std::chrono::steady_clock::time_point m_started;
    Child m_child;
    double m_startTime = 0.0;
};

} // namespace bench
