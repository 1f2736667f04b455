// SPDX-License-Identifier: GPL-3.0-or-later
// The default viewer on a live file, without a display. Prints "ready" when it shows a step, and "done" when
// it shows the last step or a later one. When its standard input ends, it prints one line "STEP NANOSECONDS"
// for each step that has reached the pixels of its plot.
//
// usage: h5pulse_bench_viewer FILE [LAST_STEP]
#include "bench_window.h"
#include "pixel_watch.h"

#include "core/threads/abandon_thread.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QSocketNotifier>

#include <cstdio>
#include <cstdlib>
#include <utility>

#include <unistd.h>

namespace {

void say(const char* word)
{
    std::puts(word);
    std::fflush(stdout);
}

int show(const QString& file, quint64 last)
{
    h5pulse::viewer::MainWindow window;
    window.resize(1000, 700);
    window.show();
    bench::PixelWatch watch(window);
    bool ready = false, done = false;
    QObject::connect(&watch, &bench::PixelWatch::seen, [&](quint64 step) {
        if (!std::exchange(ready, true)) {
            say("ready");
        }
        if (step >= last && !std::exchange(done, true)) {
            say("done");
        }
    });
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    window.openFile(file);
    const int status = QApplication::exec();
    for (const auto& [step, nanoseconds] : watch.sights()) {
        std::printf("%llu %lld\n", static_cast<unsigned long long>(step),
                    static_cast<long long>(nanoseconds));
    }
    std::fflush(stdout);
    return status;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        return 2;
    }
    const bench::BenchWindow setUp;
    const quint64 last = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : ~quint64{0};
    QApplication application(argc, argv);
    return h5pulse::viewer::endOfMain(show(QFile::decodeName(argv[1]), last));
}
