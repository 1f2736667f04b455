// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_service.h>

#include <QObject>
#include <QTimer>

namespace h5pulse::viewer {

/// A QObject around a RunService. It announces replies by a signal on the GUI thread. Call it on the GUI
/// thread only. No call waits for a file.
class ServiceClient : public QObject
{
    Q_OBJECT

public:
    explicit ServiceClient(QObject* parent = nullptr);

    void post(const RunRequest& request) { m_service.post(request); }
    std::optional<RunReply> take() { return m_service.take(); }

    /// Milliseconds since the service's current turn began.
    qint64 silence() const { return m_service.busyFor().count(); }
    /// The file that an abandoned service thread still waits for; empty: none.
    QString stuckOn() const;

signals:
    /// take() has a reply.
    void replied();
    /// A few times per second: silence() may have changed.
    void looked();

private:
    RunService m_service;
    QTimer m_timer;
};

} // namespace h5pulse::viewer
