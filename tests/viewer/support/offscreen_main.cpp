// SPDX-License-Identifier: GPL-3.0-or-later
// A GoogleTest program with a QApplication. It does not touch the user's settings, and needs no display. With
// H5PULSE_TEST_PLATFORM=xcb it opens windows on the X server of DISPLAY, or fails.
#include "core/threads/abandon_thread.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cstdio>

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    const QByteArray wanted = qgetenv("H5PULSE_TEST_PLATFORM");
    const QByteArray platform = wanted.isEmpty() ? QByteArrayLiteral("offscreen") : wanted;
    qputenv("QT_QPA_PLATFORM", platform);
    const QTemporaryDir settings;
    // Protects the user's files too.
    qputenv("XDG_CONFIG_HOME", settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", settings.path().toLocal8Bit());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("h5pulse-tests"));
    QCoreApplication::setApplicationName(QStringLiteral("h5pulse-viewer-tests"));
    QApplication application(argc, argv);
    if (QGuiApplication::platformName().toUtf8() != platform) {
        std::fprintf(stderr, "the windows are on '%s' instead of '%s'\n",
                     qPrintable(QGuiApplication::platformName()), platform.constData());
        return 1;
    }
    QApplication::setStyle(QStringLiteral("Fusion"));
    return h5pulse::viewer::endOfMain(RUN_ALL_TESTS());
}
