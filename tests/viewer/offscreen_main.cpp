// SPDX-License-Identifier: GPL-3.0-or-later
// A GoogleTest program with a QApplication that needs no display and leaves the user's settings alone.
#include "core/leave_thread.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include <gtest/gtest.h>

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    qputenv("XDG_DATA_HOME", settings.path().toLocal8Bit());
    QCoreApplication::setOrganizationName(QStringLiteral("h5pulse-tests"));
    QCoreApplication::setApplicationName(QStringLiteral("h5pulse-viewer-tests"));
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    return h5pulse::viewer::endOfMain(RUN_ALL_TESTS());
}
