// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>

namespace h5pulse::viewer::test {

inline constexpr int kDeadline =
    30'000; // milliseconds, for busy machines; usually a small part of it is enough

/// Runs the event loop until the condition holds. False: the deadline came first.
template <typename F>
bool waitFor(F&& condition, int deadline = kDeadline)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > deadline) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

} // namespace h5pulse::viewer::test
