// SPDX-License-Identifier: GPL-3.0-or-later
// A GoogleTest program with a QApplication that needs no display and leaves the user's settings alone.
#include "core/leave_thread.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("h5pulse-tests"));
    QCoreApplication::setApplicationName(QStringLiteral("h5pulse-viewer-tests"));
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    const int status = RUN_ALL_TESTS();
    if (h5pulse::viewer::hasLeftThreads()) { // as in the viewer's main()
        std::fflush(nullptr);
        std::_Exit(status);
    }
    return status;
}
