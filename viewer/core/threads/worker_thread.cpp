// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/threads/worker_thread.h"

#include "core/run/run_worker.h"
#include "core/threads/abandon_thread.h"

namespace h5pulse::viewer {

namespace {
constexpr int kLook = 250;              // milliseconds, as the others
constexpr int kPatienceAtEnd = 200;     // a turn that is under way usually ends sooner
constexpr qint64 kPatienceToOpen = 500; // that a turn for another file may go on
} // namespace

WorkerThread::WorkerThread(QObject* parent)
    : QObject(parent)
    , m_timer(this)
{
    start();
    connect(&m_timer, &QTimer::timeout, this, &WorkerThread::look);
    m_timer.start(kLook);
}

WorkerThread::~WorkerThread()
{
    m_worker->stop();
    abandonThread(m_thread, kPatienceAtEnd);
}

void WorkerThread::start()
{
    m_thread = new QThread;
    m_worker = new RunWorker;
    m_worker->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &RunWorker::replied, this, &WorkerThread::replied, Qt::QueuedConnection);
    m_thread->setObjectName(QStringLiteral("h5pulse reader"));
    m_thread->start();
}

void WorkerThread::post(const RunRequest& request)
{
    m_request = request;
    m_paths.insert(request.opening, request.path);
    if (isStuckElsewhere()) {
        replace();
    }
    m_worker->post(m_request);
}

std::optional<RunReply> WorkerThread::take()
{
    return m_worker->take();
}

qint64 WorkerThread::silence() const
{
    return m_worker->busyFor();
}

QString WorkerThread::stuckOn() const
{
    return m_stuck ? m_stuckOn : QString();
}

void WorkerThread::look()
{
    if (isStuckElsewhere()) {
        replace();
        m_worker->post(m_request);
    }
    emit looked();
}

bool WorkerThread::isStuckElsewhere() const
{
    return m_worker->busyFor() > kPatienceToOpen && m_worker->openingAtWork() != m_request.opening;
}

void WorkerThread::replace()
{
    m_stuckOn = m_paths.value(m_worker->openingAtWork());
    m_stuck = m_thread;
    m_worker->stop();
    disconnect(m_worker, nullptr, this, nullptr);
    abandonThread(m_thread, 0);
    start();
}

} // namespace h5pulse::viewer
