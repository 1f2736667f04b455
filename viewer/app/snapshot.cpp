// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/snapshot.h"

#include "app/start_view.h"
#include "core/format.h"
#include "ui/main_window.h"
#include "ui/view_area.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QSaveFile>

#include <cmath>
#include <cstdio>

namespace h5pulse::viewer {

namespace {

constexpr double kMillisecondsPerSecond = 1e3;
constexpr double kLongestWait = 2e6; // seconds; a timer counts milliseconds with int

void print(std::FILE* stream, const QString& sentence)
{
    std::fprintf(stream, "%s\n", sentence.toLocal8Bit().constData());
}

} // namespace

Snapshot::Snapshot(MainWindow& window, const Options& options)
    : m_window(window)
    , m_options(options)
{
    auto* start = new StartView(window.document(), options, this);
    connect(start, &StartView::failed, this, &Snapshot::fail);
    connect(start, &StartView::ready, this, [this] {
        m_ready = true;
        look();
    });
    RunDocument& document = window.document();
    connect(&document, &RunDocument::statusChanged, this, &Snapshot::look);
    connect(&document, &RunDocument::frameChanged, this, &Snapshot::look);
    connect(&document, &RunDocument::tracesChanged, this, &Snapshot::look);
    connect(&document, &RunDocument::resultChanged, this, &Snapshot::look);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        const RunStatus& status = m_window.document().status();
        if (!status.run || showsOldData(status)) {
            fail(tr("%1 Waited for %2.").arg(status.message, formatDuration(m_options.wait.value_or(0.0))));
        }
    });
}

void Snapshot::start()
{
    m_window.setAttribute(Qt::WA_DontShowOnScreen);
    m_window.setFixedSize(m_options.size.value_or(kDefaultSize)); // also where the layout would like more
    m_window.show();
    if (m_options.wait) {
        m_deadline.start(static_cast<int>(std::min(*m_options.wait, kLongestWait) * kMillisecondsPerSecond));
    }
    m_window.document().open(m_options.file, false);
}

void Snapshot::look()
{
    const RunStatus& status = m_window.document().status();
    if (m_finished) {
        return;
    }
    // The document says "waiting" before the worker has looked; then there is no sentence yet.
    if ((!status.run || showsOldData(status)) && !status.message.isEmpty() && !m_deadline.isActive()) {
        // The system's words name the file; ours about its file system do not.
        fail(status.silentSince == 0 ? status.message : tr("%1: %2.").arg(status.path, status.message));
    } else if (m_ready && !m_window.document().frameProblem().isEmpty() && status.steps > 0) {
        fail(tr("%1: %2").arg(status.path, m_window.document().frameProblem()));
    } else if (m_ready && isComplete()) {
        m_finished = true; // once; signals during the last turn change nothing
        QMetaObject::invokeMethod(this, &Snapshot::take, Qt::QueuedConnection);
    }
}

bool Snapshot::isComplete() const
{
    const RunDocument& document = m_window.document();
    const RunStatus& status = document.status();
    const FramePtr& frame = document.frame();
    if (status.steps == 0) {
        return true;
    }
    if (!frame || frame->run != status.run || frame->field->name != document.field()) {
        return false;
    }
    const AtOption at = m_options.at.value_or(AtOption{});
    if (at.kind == AtOption::Kind::Step && frame->step != at.step) {
        return false;
    }
    if (at.kind == AtOption::Kind::Time && document.cursor() != Cursor{false, frame->step}) {
        return false;
    }
    const TraceSetPtr& traces = document.traces();
    return traces && traces->run == status.run && traces->traces.size() == document.traceIds().size() &&
           traces->complete() && m_window.views().isComplete();
}

void Snapshot::take()
{
    QCoreApplication::sendPostedEvents();
    const QPixmap picture = m_window.picture();
    QSaveFile file(m_options.snapshot);
    if (!file.open(QIODevice::WriteOnly) || !picture.save(&file, "PNG") || !file.commit()) {
        print(stderr, tr("h5pulse-viewer: %1: cannot write the picture: %2.")
                          .arg(m_options.snapshot, file.errorString()));
        emit finished(1);
        return;
    }
    const RunStatus& status = m_window.document().status();
    if (!status.message.isEmpty()) {
        print(stderr, tr("h5pulse-viewer: note: %1").arg(status.message));
    }
    const FramePtr& frame = m_window.document().frame();
    print(stdout, tr("%1: %2 × %3 pixels, %4")
                      .arg(m_options.snapshot)
                      .arg(picture.width())
                      .arg(picture.height())
                      .arg(frame ? titleOf(*frame).replace(QStringLiteral("   "), QStringLiteral(", "))
                                 : tr("no steps")));
    emit finished(0);
}

void Snapshot::fail(const QString& sentence)
{
    if (!m_finished) {
        m_finished = true;
        print(stderr, tr("h5pulse-viewer: %1").arg(sentence));
        QMetaObject::invokeMethod(
            this, [this] { emit finished(1); }, Qt::QueuedConnection);
    }
}

} // namespace h5pulse::viewer
