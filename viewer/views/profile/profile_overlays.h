// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/profile/overlay_actions.h"
#include "views/profile/overlay_curves.h"

#include <h5pulse/service/query.h>

namespace h5pulse::viewer {

/// The overlays of a profile. Keeps the user's choice, makes the query for it, and builds the picture from
/// the answers.
class ProfileOverlays : public QObject
{
    Q_OBJECT

public:
    ProfileOverlays(PlotWidget& plot, QWidget* view);

    QMenu* menu() const { return m_actions->menu(); }
    OverlayCurves& curves() { return m_curves; }
    const OverlayCurves& curves() const { return m_curves; }
    const ProfilePicture& picture() const { return m_picture; }
    const OverlayChoice& choice() const { return m_choice; }

    /// How much of each overlay can be seen.
    void setDetail(const FrameDetail& detail) { m_detail = detail; }
    /// The field at the cursor; null: none.
    void setSubject(const FramePtr& frame);
    void setFrames(const QueryResultPtr& result);
    void setOtherRun(const ComparedRun& run);
    void setOtherFrame(const FramePtr& frame);
    /// Whether fields have different numbers of steps, as in files that other programs wrote.
    void setRagged(bool ragged) { m_ragged = ragged; }
    /// Sets the choice without the signal chosen().
    void setChoice(const OverlayChoice& choice);

    /// The query for the frames that the choice needs; none: it needs no frame.
    std::optional<FrameSetQuery> query() const;
    /// Whether the answer to query() has come for the step of the subject.
    bool isComplete() const;

signals:
    /// The picture or the query has changed. setSubject() and setChoice() do not emit this.
    void changed();
    /// The user has changed the choice.
    void chosen();
    /// The user or setChoice() has changed the pinned steps.
    void pinsChanged();

private:
    void update();
    const FrameSet* frames() const;

    OverlayCurves m_curves;
    OverlayActions* m_actions;
    OverlayChoice m_choice;
    FrameDetail m_detail;
    FramePtr m_subject;
    QueryResultPtr m_result;
    ComparedRun m_otherRun;
    FramePtr m_otherFrame;
    bool m_ragged = false;
    ProfilePicture m_picture;
};

} // namespace h5pulse::viewer
