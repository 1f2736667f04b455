// SPDX-License-Identifier: GPL-3.0-or-later
// The viewer's window on a file: measures how many states per second it draws, and how busy its GUI thread is.
// Prints "ready" when the first plot is drawn: the profile, or of a number its trace over the whole run. For each line "MILLISECONDS" on its standard input it lets this
// time pass and prints three lines. The first has: frames drawn, seconds passed, seconds of CPU and resident bytes
// (both with the process that reads for it), events, and in ms the longest time that one event blocked the GUI
// thread and that it worked there. The others have the number of events by blocking time and by working time,
// binned by TimedApplication::kLimits. With H5PULSE_BENCH_LONGEST in the environment it prints the longest events
// to stderr.
//
// usage: h5pulse_bench_frames FILE [VIEW | COMPONENT] ...
// Every COMPONENT of the field is also drawn over time.
#include "bench_window.h"
#include "timed_application.h"

#include "core/run/run_document.h"
#include "core/threads/abandon_thread.h"
#include "plot/plot_widget.h"
#include "ui/main_window.h"
#include "ui/views/view_area.h"
#include "ui/views/view_dock.h"
#include "views/view.h"

#include <QElapsedTimer>
#include <QFile>
#include <QMetaEnum>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <iterator>
#include <set>

#include <unistd.h>

namespace {

using namespace h5pulse::viewer;

/// @param process  0: this one
double cpuSeconds(int process)
{
    timespec time{};
    clockid_t clock{};
    if (clock_getcpuclockid(process, &clock) != 0) {
        return 0.0; // it has ended
    }
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double residentBytes(const QString& process)
{
    QFile statm(QStringLiteral("/proc/%1/statm").arg(process));
    statm.open(QIODevice::ReadOnly);
    return statm.readAll().split(' ').value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// Counts the different states that the first view has drawn.
class FrameCounter : public QObject
{
public:
    /// @param traced  components of the field that are also drawn over time
    FrameCounter(bench::TimedApplication& application, MainWindow& window, std::vector<std::size_t> traced)
        : m_application(application)
        , m_window(window)
        , m_traced(std::move(traced))
    {
        PlotWidget* profile = window.views().view(QStringLiteral("profile"))->plotWidget();
        connect(profile, &QCustomPlot::afterReplot, this, [this] { onDrawn(false); });
        PlotWidget* traces = window.views().view(QStringLiteral("traces"))->plotWidget();
        connect(traces, &QCustomPlot::afterReplot, this, [this] {
            if (m_window.document().hasAllTraces()) {
                onDrawn(true);
            }
        });
    }

    /// Measures for this many milliseconds.
    void measure(int milliseconds)
    {
        m_drawn.clear();
        m_application.restart();
        m_cpu = usedSeconds();
        m_clock.start();
        QTimer::singleShot(milliseconds, Qt::PreciseTimer, this, [this] { report(); });
    }

private:
    void onDrawn(bool asTrace)
    {
        const h5pulse::FramePtr& frame = m_window.document().frame();
        if (frame && frame->field->isScalar() == asTrace) {
            m_drawn.insert(frame->step);
            if (!std::exchange(m_ready, true)) {
                for (const std::size_t component : m_traced) {
                    m_window.document().addTrace({frame->field->name, component, h5pulse::Part::Real});
                }
                std::puts("ready");
                std::fflush(stdout);
            }
        }
    }

    void report()
    {
        using Event = bench::TimedApplication::Event;
        const std::vector<Event>& events = m_application.events();
        std::printf("%zu %.6f %.6f %.0f %zu %.3f %.3f\n", m_drawn.size(), 1e-9 * m_clock.nsecsElapsed(),
                    usedSeconds() - m_cpu, usedBytes(), events.size(), longest(&Event::held),
                    longest(&Event::worked));
        for (const auto clock : {&Event::held, &Event::worked}) {
            for (const double count : m_application.histogram(clock)) {
                std::printf("%.0f ", count);
            }
            std::puts("");
        }
        std::fflush(stdout);
        if (qEnvironmentVariableIsSet("H5PULSE_BENCH_LONGEST")) {
            tellLongest();
        }
    }

    // Of this process and the one that reads for it.
    double usedSeconds() const { return cpuSeconds(0) + cpuSeconds(m_window.document().serviceProcess()); }
    double usedBytes() const
    {
        return residentBytes(QStringLiteral("self")) +
               residentBytes(QString::number(m_window.document().serviceProcess()));
    }

    double longest(double bench::TimedApplication::Event::*clock) const
    {
        double longest = 0.0;
        for (const auto& event : m_application.events()) {
            longest = std::max(longest, event.*clock);
        }
        return longest;
    }

    /// Prints the twenty events that blocked the thread longest.
    void tellLongest() const
    {
        std::vector<bench::TimedApplication::Event> events = m_application.events();
        const auto end = events.begin() + std::min<std::ptrdiff_t>(20, std::ssize(events));
        std::ranges::partial_sort(events, end, std::greater(), &bench::TimedApplication::Event::held);
        for (auto event = events.begin(); event != end; ++event) {
            const char* type = QMetaEnum::fromType<QEvent::Type>().valueToKey(event->type);
            std::fprintf(stderr, "%8.3f ms, of which %8.3f ms of work: %s to %s\n", event->held,
                         event->worked, type ? type : "?", event->receiver);
        }
    }

    bench::TimedApplication& m_application;
    MainWindow& m_window;
    std::vector<std::size_t> m_traced;
    std::set<std::uint64_t> m_drawn;
    QElapsedTimer m_clock;
    double m_cpu = 0.0;
    bool m_ready = false;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        return 2;
    }
    const bench::BenchWindow setUp;
    bench::TimedApplication application(argc, argv);
    int status = 0;
    {
        MainWindow window;
        window.resize(1280, 800);
        std::vector<std::size_t> traced;
        for (int i = 2; i < argc; ++i) {
            const QString name = QString::fromLocal8Bit(argv[i]);
            bool isComponent = false;
            const qulonglong component = name.toULongLong(&isComponent);
            if (isComponent) {
                traced.push_back(component);
            } else {
                window.views().open(name);
            }
        }
        FrameCounter counter(application, window, std::move(traced));
        QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
        QObject::connect(&input, &QSocketNotifier::activated, &counter, [&] {
            char line[64];
            if (!std::fgets(line, sizeof line, stdin)) {
                input.setEnabled(false);
                QCoreApplication::quit();
                return;
            }
            counter.measure(std::atoi(line));
        });
        window.openFile(QFile::decodeName(argv[1])); // before show(), as the viewer does
        window.show();
        status = QApplication::exec();
    }
    return endOfMain(status);
}
