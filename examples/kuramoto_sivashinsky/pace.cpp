// SPDX-License-Identifier: MIT
#include "pace.h"

#include <algorithm>
#include <csignal>
#include <thread>

namespace ks {
namespace {

volatile std::sig_atomic_t g_stopSignal = 0;

extern "C" void noteSignal(int signal)
{
    g_stopSignal = signal;
}

} // namespace

void noteStopSignals()
{
    std::signal(SIGINT, noteSignal);
    std::signal(SIGTERM, noteSignal);
}

int stopSignal() noexcept
{
    return g_stopSignal;
}

Pace::Pace(double stepsPerSecond)
    : m_stepsPerSecond(stepsPerSecond)
    , m_start(Clock::now())
{
}

void Pace::waitFor(std::size_t step) const
{
    if (m_stepsPerSecond <= 0.0) {
        return;
    }
    const std::chrono::duration<double> due(static_cast<double>(step) / m_stepsPerSecond);
    // Sleep in short pieces, because a stop signal does not end a sleep.
    constexpr std::chrono::duration<double> kPiece(0.05);
    for (auto left = due - (Clock::now() - m_start); left.count() > 0.0 && stopSignal() == 0;
         left = due - (Clock::now() - m_start)) {
        std::this_thread::sleep_for(std::min<std::chrono::duration<double>>(left, kPiece));
    }
}

} // namespace ks
