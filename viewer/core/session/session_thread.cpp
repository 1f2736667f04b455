// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_thread.h"

#include "core/threads/abandon_thread.h"

#include <QThread>

namespace h5pulse::viewer {

namespace {
constexpr int kPatienceAtEnd = 500; // milliseconds
}

void SessionWorker::load(const QString& key)
{
    const SessionStore::Loaded result = m_store.load(key);
    emit loaded(key, result.parts, result.problem);
}

void SessionWorker::save(const QString& key, const QJsonObject& parts)
{
    emit saved(m_store.save(key, parts));
}

SessionThread::SessionThread(const QString& folder, QObject* parent)
    : QObject(parent)
    , m_thread(new QThread)
    , m_worker(new SessionWorker(folder))
{
    m_worker->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &SessionWorker::loaded, this, &SessionThread::loaded);
    connect(m_worker, &SessionWorker::saved, this, &SessionThread::saved);
    m_thread->start();
}

SessionThread::~SessionThread()
{
    QMetaObject::invokeMethod(m_worker, [thread = m_thread] { thread->quit(); }); // after all waiting calls
    m_thread->wait(kPatienceAtEnd);
    abandonThread(m_thread, 0);
}

void SessionThread::load(const QString& key)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, key] { worker->load(key); });
}

void SessionThread::save(const QString& key, const QJsonObject& parts)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, key, parts] { worker->save(key, parts); });
}

} // namespace h5pulse::viewer
