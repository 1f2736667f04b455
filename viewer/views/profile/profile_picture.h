// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/compared_run.h"
#include "views/profile/overlay_choice.h"

#include <h5pulse/service/frame.h>

#include <QStringList>

namespace h5pulse::viewer {

/// A curve beside the one at the cursor; of complex fields two.
struct ProfileCurve
{
    enum class Role { Ghost, Initial, Pinned, Field, OtherRun };

    Role role = Role::Ghost;
    QString label;       ///< for the legend; empty: a neighbour's says it
    FramePtr frame;      ///< what is drawn: values, or differences
    double age = 0.0;    ///< of ghosts: 0 for the step before the cursor, up to 1
    std::size_t hue = 0; ///< which of the colours of its role
};

/// What a profile is made of.
struct ProfileSources
{
    FramePtr subject;                   ///< the field at the cursor; not null
    const FrameSet* overlays = nullptr; ///< null: none were read yet
    ComparedRun other{};
    FramePtr otherFrame{}; ///< of the run that is compared; null: there is none, or not yet
};

/// A profile as it is to be drawn.
struct ProfilePicture
{
    FramePtr main;                    ///< the subject, or its difference to the reference
    QString reference;                ///< what it is a difference to; empty: it is the subject
    std::vector<ProfileCurve> curves; ///< from back to front
    QStringList notes;                ///< what cannot be drawn as chosen, and why
};

ProfilePicture makePicture(const OverlayChoice& choice, const ProfileSources& sources);

/// What has to be read for it. Empty: nothing.
std::vector<FrameWanted> framesFor(const OverlayChoice& choice, const Frame& subject);

/// a - b, component by component, where both have the component. Null: they cannot be subtracted, and
/// `problem` says why.
FramePtr difference(const FramePtr& a, const FramePtr& b, QString& problem);

} // namespace h5pulse::viewer
