// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/service_client.h"

#include "core/texts.h"

namespace h5pulse::viewer {

namespace {
constexpr int kLookInterval = 250; // milliseconds
}

ServiceClient::ServiceClient(QObject* parent)
    : QObject(parent)
    , m_service([this] { QMetaObject::invokeMethod(this, &ServiceClient::replied, Qt::QueuedConnection); })
    , m_timer(this)
{
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_service.replaceIfStuck();
        emit looked();
    });
    m_timer.start(kLookInterval);
}

QString ServiceClient::stuckOn() const
{
    return toText(m_service.stuckOn());
}

} // namespace h5pulse::viewer
