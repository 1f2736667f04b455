// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session_store.h"

#include <QObject>

class QThread;

namespace h5pulse::viewer {

/// Makes the calls of a SessionStore on the thread of SessionThread.
class SessionWorker : public QObject
{
    Q_OBJECT

public:
    explicit SessionWorker(const QString& folder)
        : m_store(folder)
    {
    }

    void load(const QString& key);
    void save(const QString& key, const QJsonObject& parts);

signals:
    void loaded(const QString& key, const QJsonObject& parts, const QString& problem);
    void saved(const QString& problem);

private:
    SessionStore m_store;
};

/// Runs a SessionStore on a separate thread, so that a home folder that does not respond does not block the
/// window. Calls and signals are on the GUI thread. Requests are carried out in order.
class SessionThread : public QObject
{
    Q_OBJECT

public:
    explicit SessionThread(const QString& folder, QObject* parent = nullptr);
    /// Waits up to half a second for pending saves.
    ~SessionThread() override;

    void load(const QString& key);
    void save(const QString& key, const QJsonObject& parts);

signals:
    /// @param problem  a sentence; empty: no problem
    void loaded(const QString& key, const QJsonObject& parts, const QString& problem);
    void saved(const QString& problem);

private:
    QThread* m_thread;
    SessionWorker* m_worker;
};

} // namespace h5pulse::viewer
