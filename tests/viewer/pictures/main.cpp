// SPDX-License-Identifier: GPL-3.0-or-later
// A GoogleTest program whose windows look the same everywhere. It needs no display, and uses the fonts of
// fonts.conf, the locale C, the time zone UTC and default settings. It respects QT_SCALE_FACTOR.
#include "core/threads/abandon_thread.h"

#include <QApplication>
#include <QDir>
#include <QFont>
#include <QSettings>
#include <QTemporaryDir>

#include <gtest/gtest.h>

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    const QTemporaryDir folder;
    for (const char* variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}) {
        qputenv(variable, folder.path().toLocal8Bit());
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("FONTCONFIG_FILE", H5PULSE_TEST_SCRIPTS "/pictures/fonts.conf");
    qputenv("LC_ALL", "C.UTF-8");
    qputenv("TZ", "UTC");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    QCoreApplication::setOrganizationName(QStringLiteral("h5pulse-tests"));
    QCoreApplication::setApplicationName(QStringLiteral("h5pulse-viewer-pictures"));
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setFont(QFont(QStringLiteral("DejaVu Sans"), 9));
    QApplication::setCursorFlashTime(0);
    QDir::setCurrent(folder.path()); // windows then show file names without a folder
    return h5pulse::viewer::endOfMain(RUN_ALL_TESTS());
}
