// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session_store.h"

#include <QObject>

class QThread;

namespace h5pulse::viewer {

/// Makes the calls of a SessionStore, on the thread that it lives on.
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

/// A SessionStore on a thread of its own: a home folder that does not answer holds nobody. Calls and signals
/// on the GUI thread; what is asked for is done in its order.
class SessionThread : public QObject
{
    Q_OBJECT

public:
    explicit SessionThread(const QString& folder, QObject* parent = nullptr);
    /// What was to be saved is, unless that takes longer than half a second.
    ~SessionThread() override;

    void load(const QString& key);
    void save(const QString& key, const QJsonObject& parts);

signals:
    /// @param problem  a sentence; empty: all is well
    void loaded(const QString& key, const QJsonObject& parts, const QString& problem);
    void saved(const QString& problem);

private:
    QThread* m_thread;
    SessionWorker* m_worker;
};

} // namespace h5pulse::viewer
