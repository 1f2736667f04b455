// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_request.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThread>
#include <QTimer>

namespace h5pulse::viewer {

class RunWorker;

/// The worker's thread as the GUI thread sees it. A worker whose file system does not answer cannot be called
/// back: when another file is wanted it is given up, and a new one takes its place.
class WorkerThread : public QObject
{
    Q_OBJECT

public:
    explicit WorkerThread(QObject* parent = nullptr);
    /// Takes 200 ms at most.
    ~WorkerThread() override;

    void post(const RunRequest& request);
    std::optional<RunReply> take();

    /// How long the worker has been inside of one turn, in milliseconds.
    qint64 silence() const;
    /// The file of a worker that was given up and has not come back; empty: there is none. It may have HDF5's
    /// lock, which all others wait for.
    QString stuckOn() const;

signals:
    /// There is something to take().
    void replied();
    /// Some times a second: silence() may have changed.
    void looked();

private:
    void start();
    void look();
    bool isStuckElsewhere() const;
    void replace();

    QThread* m_thread = nullptr;
    RunWorker* m_worker = nullptr;
    RunRequest m_request;
    QHash<quint64, QString> m_paths; ///< by RunRequest::opening
    QPointer<QThread> m_stuck;
    QString m_stuckOn;
    QTimer m_timer;
};

} // namespace h5pulse::viewer
