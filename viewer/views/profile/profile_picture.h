// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/compared_run.h"
#include "views/profile/overlay_choice.h"

#include <h5pulse/service/frame.h>

#include <QStringList>

namespace h5pulse::viewer {

/// An overlay curve of a profile. A complex field has two lines, for its real and its imaginary part.
struct ProfileCurve
{
    enum class Role { Ghost, Initial, Pinned, Field, OtherRun };

    Role role = Role::Ghost;
    QString label;       ///< for the legend; empty: the label of another curve covers this one
    FramePtr frame;      ///< values, or differences to the reference
    double age = 0.0;    ///< of ghosts: 0 for the latest one, 1 for the oldest one
    std::size_t hue = 0; ///< index into the colours of its role
};

/// The frames that makePicture() combines.
struct ProfileSources
{
    FramePtr subject;                   ///< the field at the cursor; not null
    const FrameSet* overlays = nullptr; ///< null: no answer yet
    ComparedRun other{};
    FramePtr otherFrame{}; ///< of the compared run; null: it has none, or no answer yet
};

/// A profile ready to be drawn.
struct ProfilePicture
{
    FramePtr main;                    ///< the subject, or its difference to the reference
    QString reference;                ///< name of the reference; empty: main is the subject
    std::vector<ProfileCurve> curves; ///< from back to front
    QStringList notes;                ///< remarks on overlays, and reasons why one is missing
};

ProfilePicture makePicture(const OverlayChoice& choice, const ProfileSources& sources);

/// The frames that a choice needs from the open run. Empty: none.
std::vector<FrameWanted> framesFor(const OverlayChoice& choice, const Frame& subject,
                                   const FrameDetail& detail = {});

/// a - b for each component that both frames have. Null: the frames cannot be subtracted; `problem` gives the
/// reason.
FramePtr difference(const FramePtr& a, const FramePtr& b, QString& problem);

} // namespace h5pulse::viewer
