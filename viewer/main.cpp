// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/animation.h"
#include "app/interrupts.h"
#include "app/options.h"
#include "app/snapshot.h"
#include "app/start_view.h"
#include "app/watch_snapshot.h"
#include "core/run/command.h"
#include "core/texts.h"
#include "core/threads/abandon_thread.h"
#include "os/descriptor.h"
#include "ui/main_window.h"
#include "ui/remote/ask_dialog.h"
#include "ui/session/session.h"
#include "ui/views/view_area.h"
#include "widgets/icons.h"

#include <h5pulse/version.h>

#include <QApplication>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace h5pulse::viewer;

namespace {

// Limits the memory of Qt's buffers. Pictures at a larger scale are drawn directly.
constexpr double kMaxFactor = 4.0;

bool isSet(const char* variable)
{
    return !qEnvironmentVariableIsEmpty(variable);
}

/// Hides warnings of Qt's plugins from the output of --snapshot and similar options.
void onPictureMessage(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg) {
        std::fprintf(stderr, "h5pulse-viewer: %s\n", message.toLocal8Bit().constData());
    }
}

/// Qt aborts if it finds no display. This handler prints a message and exits with a status instead.
void onFatalMessage(QtMsgType type, const QMessageLogContext&, const QString&)
{
    if (type == QtFatalMsg) {
        std::fprintf(
            stderr,
            "h5pulse-viewer: cannot open a window on the display '%s': Qt found no platform that works. "
            "--snapshot OUT.png needs none.\n",
            qgetenv(isSet("WAYLAND_DISPLAY") ? "WAYLAND_DISPLAY" : "DISPLAY").constData());
        std::_Exit(1);
    }
}

/// Chooses the platform plugin of Qt. False: there is no display; prints a message.
bool choosePlatform(const Options& options)
{
    if (isSet("QT_QPA_PLATFORM")) {
        return true;
    }
    if (options.isHeadless()) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return true;
    }
    if (!isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY")) {
        std::fprintf(stderr, "h5pulse-viewer: there is no display (DISPLAY and WAYLAND_DISPLAY are not set). "
                             "--snapshot OUT.png needs none, and QT_QPA_PLATFORM=vnc serves one.\n");
        return false;
    }
    return true;
}

QString sessionFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/sessions");
}

std::unique_ptr<Headless> makeHeadless(MainWindow& window, const Options& options)
{
    if (!options.watchFolder.isEmpty()) {
        return std::make_unique<WatchSnapshot>(window, options);
    }
    if (!options.animate.isEmpty()) {
        return std::make_unique<Animation>(window, options);
    }
    return std::make_unique<Snapshot>(window, options);
}

int runHeadless(MainWindow& window, const Options& options)
{
    const std::unique_ptr<Headless> work = makeHeadless(window, options);
    const Interrupts interrupts;
    QObject::connect(&interrupts, &Interrupts::caught, work.get(), &Headless::interrupt);
    QObject::connect(work.get(), &Headless::finished, qApp,
                     [](int status) { QCoreApplication::exit(status); });
    QMetaObject::invokeMethod(work.get(), &Headless::start, Qt::QueuedConnection);
    return QApplication::exec();
}

int runWindow(MainWindow& window, const Options& options)
{
    if (options.size) {
        window.resize(*options.size);
    }
    if (options.restore) {
        window.keepSessions(sessionFolder(), !options.size);
    }
    window.systemColors().start();
    // The field of the command line has priority over the restored one.
    QObject::connect(
        &window.session(), &Session::restored, &window,
        [&window, &options] {
            const std::string field = options.field.toStdString();
            if (!field.empty() && window.document().status().run->field(field)) {
                window.document().selectField(field);
            }
        },
        Qt::SingleShotConnection);
    StartView start(window.document(), options);
    QObject::connect(&start, &StartView::failed, &window, &MainWindow::showProblem);
    if (!options.file.isEmpty()) {
        window.openFile(options.file);
    }
    if (!options.compare.isEmpty()) {
        window.compareWith(options.compare);
    }
    window.show(); // meanwhile the process starts that reads the run
    if (!options.views.isEmpty()) {
        window.views().showOnly(options.views); // now that the area of the views has its size
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    h5pulse::fillClosedStandardStreams();
    if (isSet(kAsking) && argc == 2) {
        QApplication application(argc, argv);
        QApplication::setWindowIcon(applicationIcon());
        return askForSsh(QString::fromLocal8Bit(argv[1]));
    }
    int status = 0;
    const std::optional<Options> options = parseOptions(argc, argv, status);
    if (!options) {
        return status;
    }
    if (!choosePlatform(*options)) {
        return 1;
    }
    if (options->scale > 0.0) {
        qputenv("QT_SCALE_FACTOR", QByteArray::number(std::min(options->scale, kMaxFactor)));
    }
    QCoreApplication::setOrganizationName(QStringLiteral("h5pulse"));
    QCoreApplication::setApplicationName(QStringLiteral("h5pulse-viewer"));
    QCoreApplication::setApplicationVersion(QStringLiteral(H5PULSE_VERSION));
    const bool picture = options->isHeadless();
    const QtMessageHandler handler = qInstallMessageHandler(onFatalMessage);
    QApplication application(argc, argv);
    qInstallMessageHandler(picture ? onPictureMessage : handler);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.h5pulse.viewer"));
    QApplication::setWindowIcon(applicationIcon());
    if (!picture) { // else ssh asks on the terminal
        setAskingProgram(QCoreApplication::applicationFilePath());
    }
    {
        MainWindow window;
        if (picture || options->theme) {
            Preferences preferences = picture ? Preferences{} : window.preferences().value();
            preferences.theme = options->theme.value_or(ThemeChoice::Light);
            window.preferences().setForNow(preferences);
        }
        applyThemeChoice(window.preferences().value().theme);
        status = picture ? runHeadless(window, *options) : runWindow(window, *options);
    }
    return endOfMain(status);
}
