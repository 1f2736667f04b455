// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/service_process.h>

#include <QObject>
#include <QTimer>

namespace h5pulse::viewer {

/// A QObject around a ServiceProcess. It announces replies by a signal on the GUI thread. Call it on the GUI thread
/// only. No call waits for a file or a process.
class ServiceClient : public QObject
{
    Q_OBJECT

public:
    /// @param ahead  start a process at once, for the first run
    explicit ServiceClient(bool ahead, QObject* parent = nullptr);

    void post(const RunRequest& request) { m_service.post(request); }
    std::optional<RunReply> take() { return m_service.take(); }
    ServiceState state() const { return m_service.state(); }

signals:
    /// take() has a reply.
    void replied();
    /// A few times per second: state() may have changed.
    void looked();

private:
    ServiceProcess m_service;
    QTimer m_timer;
};

} // namespace h5pulse::viewer
