// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view_area.h"

#include "core/run_document.h"
#include "views/view_registry.h"

#include <QLabel>
#include <QVBoxLayout>

namespace h5pulse::viewer {

namespace {

constexpr int kFrameHeight = 170; // below it axes and labels leave nothing to a plot

} // namespace

ViewArea::ViewArea(RunDocument& document, QWidget* parent)
    : QSplitter(Qt::Vertical, parent)
    , m_document(document)
    , m_frameArea(new QWidget(this))
    , m_frameLayout(new QVBoxLayout(m_frameArea))
    , m_placeholder(new QLabel(m_frameArea))
{
    setChildrenCollapsible(false);
    m_frameLayout->setContentsMargins(0, 0, 0, 0);
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_placeholder->setMargin(24);
    m_placeholder->setBackgroundRole(QPalette::Base);
    m_placeholder->setForegroundRole(QPalette::PlaceholderText);
    m_placeholder->setAutoFillBackground(true);
    m_frameLayout->addWidget(m_placeholder, 1);
    addWidget(m_frameArea);
    for (const ViewEntry& entry : viewRegistry()) {
        View* view = entry.create(entry.place == ViewPlace::Frame ? m_frameArea : this);
        view->setVisible(false);
        if (entry.place == ViewPlace::Frame) {
            m_frameViews << view;
            m_frameLayout->addWidget(view, 1);
        } else {
            m_traceViews << view;
            addWidget(view);
        }
        addView(entry.id, view);
    }
    setStretchFactor(0, 3);
    setStretchFactor(1, 2);
    connect(&m_document, &RunDocument::frameChanged, this, &ViewArea::showFrame);
    connect(&m_document, &RunDocument::tracesChanged, this, &ViewArea::showTraces);
    connect(&m_document, &RunDocument::statusChanged, this, [this] {
        showPlaceholder();
        showStep();
    });
    showFrame();
}

void ViewArea::addView(const QString& id, View* view)
{
    view->setObjectName(id);
    connect(view, &View::stepWanted, &m_document, &RunDocument::goToStep);
    connect(view, &View::timeWanted, &m_document, &RunDocument::goToTime);
    connect(view, &View::sliceWanted, &m_document, &RunDocument::setSlice);
    connect(view, &View::traceWanted, &m_document, &RunDocument::addTrace);
    connect(view, &View::traceWindowWanted, &m_document, &RunDocument::setTraceWindow);
    connect(view, &View::traceUnwanted, &m_document, &RunDocument::removeTrace);
}

View* ViewArea::view(const QString& id) const
{
    for (View* view : m_frameViews + m_traceViews) {
        if (view->objectName() == id) {
            return view;
        }
    }
    return nullptr;
}

void ViewArea::showFrame()
{
    const FramePtr& frame = m_document.frame();
    View* wanted = nullptr;
    for (View* view : m_frameViews) {
        if (!wanted && frame && view->shows(*frame->field)) {
            wanted = view;
        }
    }
    if (wanted) {
        wanted->showFrame(frame);
    }
    if (wanted != m_current) {
        if (m_current) {
            m_current->showFrame(nullptr);
            m_current->setVisible(false);
        }
        m_current = wanted;
        if (m_current) {
            m_current->setVisible(true);
            // Views that need little leave the rest to the traces.
            const bool low = m_current->sizePolicy().verticalPolicy() == QSizePolicy::Maximum;
            m_frameArea->setMaximumHeight(low ? m_current->sizeHint().height() : QWIDGETSIZE_MAX);
            m_frameArea->setMinimumHeight(low ? 0 : kFrameHeight);
        } else {
            m_frameArea->setMaximumHeight(QWIDGETSIZE_MAX);
        }
    }
    showPlaceholder();
    showStep();
}

void ViewArea::showStep()
{
    if (const FramePtr& frame = m_document.frame()) {
        const bool live = m_document.cursor().live && isGrowing(m_document.status().phase);
        const ShownStep step{frame->step, frame->time, live};
        for (View* view : m_traceViews) {
            view->showStep(step);
        }
    }
}

void ViewArea::showTraces()
{
    const TraceSetPtr& traces = m_document.traces();
    const bool any = traces && !traces->traces.empty();
    for (View* view : m_traceViews) {
        view->showTraces(traces);
        if (any && view->isHidden()) {
            view->setVisible(true);
            setSizes({height() * 3 / 5, height() * 2 / 5});
        } else if (!any) {
            view->setVisible(false);
        }
    }
}

void ViewArea::showPlaceholder()
{
    m_placeholder->setVisible(!m_current);
    const RunStatus& status = m_document.status();
    switch (status.phase) {
    case RunPhase::Idle:
        m_placeholder->clear();
        break;
    case RunPhase::Waiting:
        m_placeholder->setText(tr("Waiting for the file. It opens by itself when it appears."));
        break;
    case RunPhase::Unreadable:
        m_placeholder->setText(tr("This file cannot be shown now. It is tried again every second."));
        break;
    case RunPhase::Unreachable:
        m_placeholder->setText(tr("The file is out of reach now. It is shown by itself when it is back."));
        break;
    default:
        m_placeholder->setText(
            !m_document.frameProblem().isEmpty() && status.steps > 0 ? m_document.frameProblem()
            : status.steps > 0                                       ? QString()
            : isGrowing(status.phase) ? tr("No step yet. The first one appears here by itself.")
                                      : tr("This run has no steps."));
    }
}

void ViewArea::applyTheme(const Theme& theme)
{
    for (View* view : m_frameViews + m_traceViews) {
        view->applyTheme(theme);
    }
}

void ViewArea::resetZoom()
{
    for (View* view : m_frameViews + m_traceViews) {
        view->resetZoom();
    }
}

void ViewArea::drawNow()
{
    for (View* view : m_frameViews + m_traceViews) {
        if (!view->isHidden()) {
            view->drawNow();
        }
    }
}

} // namespace h5pulse::viewer
