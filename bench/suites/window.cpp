// SPDX-License-Identifier: MIT
#include "suites/window.h"

namespace bench {

namespace {

std::vector<std::string> arguments(const std::string& run, const std::vector<std::string>& views)
{
    std::vector<std::string> argv{helperProgram("h5pulse_bench_frames"), run};
    argv.insert(argv.end(), views.begin(), views.end());
    return argv;
}

} // namespace

Window::Window(const std::string& run, const std::vector<std::string>& views)
    : m_started(std::chrono::steady_clock::now())
    , m_child(arguments(run, views))
{
    m_child.hear(); // "ready"
    m_startTime = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
}

WindowFigures Window::watch(std::chrono::milliseconds time)
{
    m_child.say(std::to_string(time.count()));
    const std::vector<double> n = m_child.hearNumbers();
    return {.framesPerSecond = n.at(0) / n.at(1),
            .load = n.at(2) / n.at(1),
            .memory = n.at(3),
            .held = n.at(5),
            .worked = n.at(6),
            .events = n.at(4),
            .heldHistogram = m_child.hearNumbers(),
            .workedHistogram = m_child.hearNumbers()};
}

} // namespace bench
