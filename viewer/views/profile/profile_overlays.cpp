// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/profile/profile_overlays.h"

#include "core/texts.h"

namespace h5pulse::viewer {

ProfileOverlays::ProfileOverlays(PlotWidget& plot, QWidget* view)
    : QObject(view)
    , m_curves(plot)
    , m_actions(new OverlayActions(view))
{
    connect(m_actions, &OverlayActions::chosen, this, [this](const OverlayChoice& choice) {
        setChoice(choice);
        emit changed();
        emit chosen();
    });
}

void ProfileOverlays::setSubject(const FramePtr& frame)
{
    m_subject = frame;
    update();
}

void ProfileOverlays::setFrames(const QueryResultPtr& result)
{
    m_result = result;
    update();
    emit changed();
}

void ProfileOverlays::setOtherRun(const ComparedRun& run)
{
    if (run != m_otherRun) {
        m_otherRun = run;
        update();
        emit changed();
    }
}

void ProfileOverlays::setOtherFrame(const FramePtr& frame)
{
    if (frame != m_otherFrame) {
        m_otherFrame = frame;
        update();
        emit changed();
    }
}

void ProfileOverlays::setChoice(const OverlayChoice& choice)
{
    const bool pinned = choice.pins != m_choice.pins;
    m_choice = choice;
    update();
    if (pinned) {
        emit pinsChanged();
    }
}

void ProfileOverlays::update()
{
    m_picture = {};
    if (m_subject) {
        m_picture = makePicture(m_choice, {m_subject, frames(), m_otherRun, m_otherFrame});
        if (m_result && !m_result->problem.empty() && m_result->run == m_subject->run) {
            m_picture.notes << toText(m_result->problem);
        }
    }
    m_curves.show(m_picture.curves);
    m_actions->offer(m_choice, m_subject, m_otherRun.name);
}

const FrameSet* ProfileOverlays::frames() const
{
    return dynamic_cast<const FrameSet*>(m_result.get());
}

std::optional<FrameSetQuery> ProfileOverlays::query() const
{
    std::vector<FrameWanted> wanted =
        m_subject ? framesFor(m_choice, *m_subject, m_detail) : std::vector<FrameWanted>();
    return wanted.empty() ? std::nullopt : std::optional(FrameSetQuery{std::move(wanted)});
}

bool ProfileOverlays::isComplete() const
{
    if (!m_subject) {
        return true;
    }
    const std::vector<FrameWanted> wanted = framesFor(m_choice, *m_subject, m_detail);
    if (wanted.empty()) {
        return true;
    }
    if (!m_result || m_result->run != m_subject->run) {
        return false;
    }
    const FrameSet* set = frames(); // null: reading failed, and a note in the picture gives the reason
    return !set || (set->query.frames == wanted && (m_ragged || set->cursor == m_subject->step));
}

} // namespace h5pulse::viewer
