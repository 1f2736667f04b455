// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"

#include "app/start_view.h"
#include "core/format.h"
#include "core/texts.h"
#include "ui/main_window.h"
#include "ui/views/view_area.h"

#include <QCoreApplication>
#include <QMenuBar>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace h5pulse::viewer {

namespace {

constexpr double kMaxWait = 2e6;   // seconds; QTimer counts milliseconds with int
constexpr int kSignalStatus = 128; // plus the number of the signal, as in shells

void print(std::FILE* stream, const QString& sentence)
{
    std::fprintf(stream, "%s\n", sentence.toLocal8Bit().constData());
    std::fflush(stream);
}

} // namespace

Headless::Headless(MainWindow& window, const Options& options)
    : m_window(window)
    , m_options(options)
    , m_wholeFrames(window.views().wantWholeFrames())
{
    RunDocument& document = window.document();
    auto* start = new StartView(document, options, this);
    connect(start, &StartView::failed, this, &Headless::fail);
    connect(start, &StartView::ready, this, [this] {
        m_ready = true;
        onChange();
    });
    for (const auto signal :
         {&RunDocument::statusChanged, &RunDocument::frameChanged, &RunDocument::tracesChanged}) {
        connect(&document, signal, this, &Headless::onChange);
    }
    connect(&document, &RunDocument::resultChanged, this, &Headless::onChange);
    connect(&window.comparison(), &Comparison::changed, this, &Headless::onChange);
    connect(&window.comparison(), &Comparison::answersChanged, this, &Headless::onChange);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        const RunStatus& status = m_window.document().status();
        if (needsFile() && (!status.run || showsOldData(status))) {
            fail(tr("%1 Waited for %2.")
                     .arg(toText(status.message), formatDuration(m_options.wait.value_or(0.0))));
        }
        onChange(); // stops waiting for the compared run
    });
}

void Headless::start()
{
    m_window.setAttribute(Qt::WA_DontShowOnScreen);
    m_window.menuBar()->hide();
    m_window.setFixedSize(m_options.size.value_or(kDefaultSize)); // overrides the minimum size of the layout
    m_window.show();
    if (!m_options.views.isEmpty()) { // once the area of the views has its size
        connect(
            &m_window.document(), &RunDocument::runChanged, this,
            [this] { m_window.views().showOnly(m_options.views); }, Qt::SingleShotConnection);
    }
    if (m_options.wait) {
        m_deadline.start(static_cast<int>(std::min(*m_options.wait, kMaxWait) * kMillisecondsPerSecond));
    }
    m_window.document().open(m_options.file, follows());
    if (!m_options.compare.isEmpty()) {
        m_window.comparison().open(m_options.compare, follows());
    }
}

void Headless::onChange()
{
    const RunStatus& status = m_window.document().status();
    if (m_over) {
        return;
    }
    // Until the service has answered, the state is "waiting" without a message.
    if (needsFile() && (!status.run || showsOldData(status)) && !status.message.empty() &&
        !m_deadline.isActive()) {
        // Messages of the system name the file; the message about a silent file system does not.
        fail(status.silentSince == 0 ? toText(status.message)
                                     : tr("%1: %2.").arg(toText(status.path), toText(status.message)));
    } else if (needsFile() && !m_window.comparison().problem().isEmpty()) {
        if (!m_deadline.isActive()) {
            fail(m_window.comparison().problem());
        }
    } else if (m_ready && !std::exchange(m_lookDue, true)) {
        // Queued, so that all views get the change first.
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_lookDue = false;
                if (!m_over) {
                    look();
                }
            },
            Qt::QueuedConnection);
    }
}

void Headless::say(const QString& sentence)
{
    print(stdout, sentence);
}

void Headless::complain(const QString& sentence)
{
    print(stderr, tr("h5pulse-viewer: %1").arg(sentence));
}

void Headless::fail(const QString& sentence)
{
    if (!m_over) {
        complain(sentence);
        end(1);
    }
}

void Headless::end(int status)
{
    if (!m_over) {
        m_over = true;
        QMetaObject::invokeMethod(
            this, [this, status] { emit finished(status); }, Qt::QueuedConnection);
    }
}

void Headless::interrupt(int signal)
{
    end(kSignalStatus + signal);
}

} // namespace h5pulse::viewer
