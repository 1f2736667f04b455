// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/threads/abandon_thread.h"

#include <QThread>

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace h5pulse::viewer {

namespace {
std::atomic<int> leftThreads{0};
}

void abandonThread(QThread* thread, int milliseconds)
{
    thread->quit();
    if (thread->wait(milliseconds)) {
        delete thread;
        return;
    }
    ++leftThreads;
    QObject::connect(
        thread, &QThread::finished, thread, [] { --leftThreads; }, Qt::DirectConnection);
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
}

bool hasLeftThreads()
{
    return leftThreads > 0;
}

int endOfMain(int status)
{
    if (hasLeftThreads()) {
        std::fflush(nullptr);
        std::_Exit(status);
    }
    return status;
}

} // namespace h5pulse::viewer
