// SPDX-License-Identifier: GPL-3.0-or-later
// A GoogleTest program with a QApplication that leaves the user's settings alone, and needs no display unless
// H5PULSE_TEST_PLATFORM is set.
#include "core/threads/leave_thread.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include <gtest/gtest.h>

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    if (qEnvironmentVariableIsEmpty("H5PULSE_TEST_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QTemporaryDir settings;
    // Not the user's own files either.
    qputenv("XDG_CONFIG_HOME", settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", settings.path().toLocal8Bit());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("h5pulse-tests"));
    QCoreApplication::setApplicationName(QStringLiteral("h5pulse-viewer-tests"));
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    return h5pulse::viewer::endOfMain(RUN_ALL_TESTS());
}
