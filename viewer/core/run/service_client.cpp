// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/service_client.h"

#include "core/run/command.h"

namespace h5pulse::viewer {

namespace {

constexpr int kLookInterval = 250; // milliseconds

ServiceCommands commands(bool ahead)
{
    ServiceCommands result{.here = commandHere().toStdString()};
    result.ahead = ahead;
    for (const QString& variable : environmentOfSsh()) {
        result.environment.push_back(variable.toStdString());
    }
    return result;
}

} // namespace

ServiceClient::ServiceClient(bool ahead, QObject* parent)
    : QObject(parent)
    , m_service(commands(ahead),
                [this] { QMetaObject::invokeMethod(this, &ServiceClient::replied, Qt::QueuedConnection); })
    , m_timer(this)
{
    connect(&m_timer, &QTimer::timeout, this, &ServiceClient::looked);
    m_timer.start(kLookInterval);
}

} // namespace h5pulse::viewer
