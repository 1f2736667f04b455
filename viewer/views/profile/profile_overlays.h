// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/profile/overlay_actions.h"
#include "views/profile/overlay_curves.h"

#include <h5pulse/service/query.h>

namespace h5pulse::viewer {

/// What is drawn beside the field at the cursor: the user's choice, what has to be read for it, and what
/// comes of that.
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

    /// The field at the cursor; null: none.
    void setSubject(const FramePtr& frame);
    void setFrames(const QueryResultPtr& result);
    void setOtherRun(const ComparedRun& run);
    void setOtherFrame(const FramePtr& frame);
    /// Whether fields have different numbers of steps, as in files of others.
    void setRagged(bool ragged) { m_ragged = ragged; }
    /// Not by the user.
    void setChoice(const OverlayChoice& choice);

    /// What is to be read; null: nothing.
    std::optional<FrameSetQuery> query() const;
    /// Whether what is drawn is what was chosen, at the step of the subject.
    bool isComplete() const;

signals:
    /// The picture or the query is another one. setSubject() and setChoice() do not tell.
    void changed();
    /// By the user.
    void chosen();
    /// By the user or not.
    void pinsChanged();

private:
    void update();
    const FrameSet* frames() const;

    OverlayCurves m_curves;
    OverlayActions* m_actions;
    OverlayChoice m_choice;
    FramePtr m_subject;
    QueryResultPtr m_result;
    ComparedRun m_otherRun;
    FramePtr m_otherFrame;
    bool m_ragged = false;
    ProfilePicture m_picture;
};

} // namespace h5pulse::viewer
