// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_window.h"

#include <QCoreApplication>
#include <QSettings>

#include <cstdio>

namespace bench {

namespace {

/// Suppresses messages of Qt's plugins that do not concern the measurement.
void onMessage(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg) {
        std::fprintf(stderr, "h5pulse_bench: %s\n", message.toLocal8Bit().constData());
    }
}

} // namespace

BenchWindow::BenchWindow()
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QByteArray folder = m_settings.path().toLocal8Bit();
    qputenv("XDG_CONFIG_HOME", folder);
    qputenv("XDG_DATA_HOME", folder);
    qInstallMessageHandler(onMessage);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("h5pulse-bench"));
    QCoreApplication::setApplicationName(QStringLiteral("h5pulse-bench-viewer"));
}

} // namespace bench
