// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/sequence_export.h"

#include "export/frame_sink.h"
#include "ui/views/view_area.h"

namespace h5pulse::viewer {

bool showsStep(const RunDocument& document, const ViewArea& views, std::uint64_t step)
{
    const FramePtr& frame = document.frame();
    if (!frame || frame->run != document.status().run || frame->field->name != document.field() ||
        frame->step != step) {
        return false;
    }
    return document.hasAllTraces() && views.isComplete();
}

SequenceExport::SequenceExport(RunDocument& document, const ViewArea& views, Picture picture,
                               SequencePlan plan, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_views(views)
    , m_picture(std::move(picture))
    , m_plan(std::move(plan))
{
    m_pool.setMaxThreadCount(1);
}

SequenceExport::~SequenceExport()
{
    m_pool.waitForDone();
    end();
}

void SequenceExport::start()
{
    m_running = true;
    m_before = m_document.cursor();
    m_run = m_document.status().run;
    m_step = m_plan.first;
    m_wholeFrames = m_views.wantWholeFrames();
    QString problem;
    m_sink = makeFrameSink(m_plan.path, m_plan.frames(), m_plan.framesPerSecond, problem);
    if (!m_sink) {
        stop(problem);
        return;
    }
    if (m_plan.frames() == 0 || m_plan.first >= m_document.status().steps) {
        stop(tr("there is no step in the range from %1 to %2").arg(m_plan.first).arg(m_plan.last));
        return;
    }
    m_plan.last = std::min(m_plan.last, m_document.status().steps - 1);
    for (const auto signal : {&RunDocument::statusChanged, &RunDocument::frameChanged,
                              &RunDocument::tracesChanged, &RunDocument::cursorChanged}) {
        connect(&m_document, signal, this, &SequenceExport::lookSoon);
    }
    connect(&m_document, &RunDocument::resultChanged, this, &SequenceExport::lookSoon);
    connect(&m_document, &RunDocument::frameChanged, this, [this] { m_answered = true; });
    want(m_step);
    lookSoon();
}

void SequenceExport::want(std::uint64_t step)
{
    m_step = step;
    m_answered = false;
    m_document.goToStep(step);
}

void SequenceExport::lookSoon()
{
    if (!m_lookDue) { // views may get the same signal after this object
        m_lookDue = true;
        QMetaObject::invokeMethod(this, &SequenceExport::look, Qt::QueuedConnection);
    }
}

void SequenceExport::look()
{
    m_lookDue = false;
    if (!m_running || m_taken) {
        return;
    }
    const RunStatus& status = m_document.status();
    if (status.run != m_run) {
        stop(tr("the window now shows another run"));
    } else if (m_step >= status.steps) {
        stop(tr("the run has no step %1 any more").arg(m_step));
    } else if (m_document.cursor() != Cursor{false, m_step}) {
        want(m_step);                                                // the user moved the cursor
    } else if (m_answered && !m_document.frameProblem().isEmpty()) { // ignores problems of earlier steps
        stop(m_document.frameProblem());
    } else if (!m_encoding && showsStep(m_document, m_views, m_step)) {
        take();
    }
}

void SequenceExport::take()
{
    const QImage image = m_picture.image(m_plan.scale);
    if (image.isNull()) {
        stop(tr("a view was closed, or its picture does not fit into memory"));
        return;
    }
    m_encoding = true;
    m_taken = m_plan.last - m_step < m_plan.stride;
    m_pool.start([this, image] {
        const QString problem = m_sink->add(image);
        QMetaObject::invokeMethod(
            this, [this, problem] { onEncoded(problem); }, Qt::QueuedConnection);
    });
    if (!m_taken) {
        want(m_step + m_plan.stride);
    }
}

void SequenceExport::onEncoded(const QString& problem)
{
    m_encoding = false;
    if (!m_running) {
        return;
    }
    if (!problem.isEmpty()) {
        stop(problem);
        return;
    }
    emit progressed(++m_done, m_plan.frames());
    if (m_taken) {
        finish();
    } else {
        look();
    }
}

void SequenceExport::finish()
{
    m_finishing = true;
    m_pool.start([this] {
        const QString problem = m_sink->finish();
        QMetaObject::invokeMethod(
            this,
            [this, problem] {
                if (!problem.isEmpty()) {
                    stop(problem);
                } else if (end()) {
                    emit written();
                }
            },
            Qt::QueuedConnection);
    });
}

bool SequenceExport::end()
{
    if (!m_running) {
        return false;
    }
    m_running = false;
    m_pool.waitForDone(); // encodes at most one picture
    m_sink.reset();
    m_wholeFrames.reset();
    m_document.disconnect(this);
    if (m_document.status().run == m_run) {
        if (m_before.live) {
            m_document.goLive();
        } else {
            m_document.goToStep(m_before.step);
        }
    }
    return true;
}

void SequenceExport::stop(const QString& problem)
{
    if (end()) {
        emit failed(problem);
    }
}

void SequenceExport::cancel()
{
    if (!m_finishing && end()) { // finish() can no longer be interrupted
        emit canceled();
    }
}

} // namespace h5pulse::viewer
