// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/desktop_notice.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace h5pulse::viewer {

namespace {
constexpr uchar kNormal = 1; // urgency
constexpr uchar kCritical = 2;
constexpr int kDesktopDecides = -1; // the desktop chooses how long the notification stays
} // namespace

void DesktopNotice::show(const QString& title, const QString& text, Severity severity)
{
    const auto service = QStringLiteral("org.freedesktop.Notifications");
    const auto program = QStringLiteral("org.h5pulse.viewer"); // desktop entry and icon
    QDBusMessage call = QDBusMessage::createMethodCall(
        service, QStringLiteral("/org/freedesktop/Notifications"), service, QStringLiteral("Notify"));
    const QVariantMap hints{
        {QStringLiteral("desktop-entry"), program},
        {QStringLiteral("urgency"), QVariant::fromValue(severity == Severity::Error ? kCritical : kNormal)}};
    // The specification allows markup in the text, but not in the title.
    call << QStringLiteral("h5pulse") << 0U << program << title << text.toHtmlEscaped() << QStringList()
         << hints << kDesktopDecides;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError()) {
            emit failed(tr("The desktop shows no notifications: %1").arg(reply.error().message()));
        }
        watcher->deleteLater();
    });
}

} // namespace h5pulse::viewer
