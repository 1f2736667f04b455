// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/snapshot.h"

#include "core/labels.h"
#include "core/texts.h"
#include "export/picture.h"
#include "ui/export/sequence_export.h"
#include "ui/main_window.h"

#include <QCoreApplication>

namespace h5pulse::viewer {

namespace {
constexpr int kSearchTime = 3000; // milliseconds that the search gets after everything else is complete
} // namespace

Snapshot::Snapshot(MainWindow& window, const Options& options)
    : Headless(window, options)
{
    m_searchTime.setSingleShot(true);
    m_searchTime.setInterval(kSearchTime);
    connect(&m_searchTime, &QTimer::timeout, this, [this] {
        m_searchTime.setInterval(0); // the time is over
        if (!isOver()) {
            look();
        }
    });
}

bool Snapshot::isSearched()
{
    if (!window().alarms().isSearching() || m_searchTime.interval() == 0) {
        return true;
    }
    if (!m_searchTime.isActive()) {
        m_searchTime.start();
    }
    return false;
}

void Snapshot::look()
{
    const RunDocument& document = window().document();
    const RunStatus& status = document.status();
    if (m_taken) {
        return;
    }
    if (!document.frameProblem().isEmpty() && status.steps > 0) {
        fail(tr("%1: %2").arg(toText(status.path), document.frameProblem()));
    } else if (isComplete() && isSearched()) {
        m_taken = true; // ignores later signals
        QMetaObject::invokeMethod(this, &Snapshot::take, Qt::QueuedConnection);
    }
}

bool Snapshot::isComplete()
{
    const RunDocument& document = window().document();
    const FramePtr& frame = document.frame();
    if (document.status().steps == 0) {
        return true;
    }
    if (!frame) {
        return false;
    }
    const AtOption at = options().at.value_or(AtOption{});
    if (at.kind == AtOption::Kind::Time && document.cursor() != Cursor{false, frame->step}) {
        return false;
    }
    return showsStep(document, window().views(), at.kind == AtOption::Kind::Step ? at.step : frame->step) &&
           document.traces()->isComplete();
}

void Snapshot::take()
{
    QCoreApplication::sendPostedEvents();
    const QString& path = options().snapshot;
    const RunStatus& status = window().document().status();
    const FramePtr& frame = window().document().frame();
    const QString shown =
        frame ? titleOf(*frame).replace(QStringLiteral("   "), QStringLiteral(", ")) : tr("no steps");
    const Picture picture = Picture::ofWindow(window());
    const double scale = options().scale > 0.0 ? options().scale : window().devicePixelRatio();
    const QString problem = picture.save(path, scale, shown);
    if (!problem.isEmpty()) {
        fail(problem + QLatin1Char('.'));
        return;
    }
    if (!status.message.empty()) {
        complain(tr("note: %1").arg(toText(status.message)));
    }
    const bool pixels = pictureFormatOf(path) == PictureFormat::Png;
    const QSizeF size = QSizeF(picture.size()) * (pixels ? scale : 1.0);
    say((pixels ? tr("%1: %2 × %3 pixels, %4") : tr("%1: %2 × %3 units of 1/96 inch, %4"))
            .arg(path)
            .arg(qRound(size.width()))
            .arg(qRound(size.height()))
            .arg(shown));
    end(0);
}

} // namespace h5pulse::viewer
