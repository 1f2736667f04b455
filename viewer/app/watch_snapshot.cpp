// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watch_snapshot.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "export/picture.h"
#include "export/save_file.h"
#include "ui/export/sequence_export.h"
#include "ui/main_window.h"
#include "ui/views/view_area.h"

#include <QCoreApplication>
#include <QDir>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kDigits = 9; // of a step in a name

} // namespace

WatchSnapshot::WatchSnapshot(MainWindow& window, const Options& options)
    : Headless(window, options)
{
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_due = true;
        look();
    });
    m_timer.start(static_cast<int>(std::lround(options.every * kMillisecondsPerSecond)));
}

bool WatchSnapshot::isEnd()
{
    return hasEnded(window().document().status().phase);
}

bool WatchSnapshot::isShown()
{
    const RunDocument& document = window().document();
    const RunStatus& status = document.status();
    if (status.steps == 0 || showsOldData(status) || !status.run || !document.frameProblem().isEmpty()) {
        return true; // no newer frame will come
    }
    const FramePtr& frame = document.frame();
    return frame && showsStep(document, window().views(), isEnd() ? status.steps - 1 : frame->step);
}

void WatchSnapshot::look()
{
    if (!isOver() && !m_taking && (m_due || isEnd()) && isShown()) {
        m_taking = true;
        QMetaObject::invokeMethod(this, &WatchSnapshot::take, Qt::QueuedConnection);
    }
}

void WatchSnapshot::take()
{
    m_taking = false;
    if (isOver()) {
        return;
    }
    const bool last = isEnd() && isShown();
    const FramePtr& frame = window().document().frame();
    const QString shown = frame ? titleOf(*frame) : QString();
    const auto drawn = Picture::ofWindow(window()).drawn(
        PictureFormat::Png, options().scale > 0.0 ? options().scale : 1.0, shown);
    m_due = false;
    const QString before = std::exchange(m_problem, QString());
    if (!QDir().mkpath(options().watchFolder)) {
        m_problem = tr("%1: this folder cannot be created").arg(options().watchFolder);
    } else {
        save(QStringLiteral("latest.png"), drawn);
        if (options().keep && frame) { // the last picture of a step stays; it shows the end
            save(QStringLiteral("step-%1.png").arg(frame->step, kDigits, 10, QLatin1Char('0')), drawn);
        }
    }
    if (!m_problem.isEmpty() && m_problem != before) {
        complain(m_problem + QLatin1Char('.'));
    }
    m_pictures += m_problem.isEmpty() ? 1 : 0;
    if (m_pictures == 0) {
        end(1); // the first picture failed, so later ones would fail too
    } else if (last) {
        const RunStatus& status = window().document().status();
        const QString why = status.message.empty() ? tr("the run has finished") : toText(status.message);
        say(tr("%1/latest.png: %2, %3 steps, %4 pictures")
                .arg(options().watchFolder, why)
                .arg(status.steps)
                .arg(m_pictures));
        end(m_problem.isEmpty() ? 0 : 1);
    }
}

void WatchSnapshot::save(const QString& name, const std::function<QString(QIODevice&)>& drawn)
{
    const QString problem = saveFile(options().watchFolder + QLatin1Char('/') + name, drawn);
    m_problem = problem.isEmpty() ? m_problem : problem;
}

} // namespace h5pulse::viewer
