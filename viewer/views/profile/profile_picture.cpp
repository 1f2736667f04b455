// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/profile/profile_picture.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

using Role = ProfileCurve::Role;
using Reference = OverlayChoice::Reference;
using From = FrameWanted::From;

// Detail of all overlays together, so that drawing takes a few milliseconds for any number of overlays.
constexpr std::size_t kPixels = 20'000;
constexpr std::size_t kMinPixels = 1'000; // of each overlay
constexpr double kSamePosition = 1e-9;    // relative; coordinates of two runs may differ by rounding

/// Makes a picture from its sources.
class Painter
{
public:
    Painter(const OverlayChoice& choice, const ProfileSources& sources)
        : m_choice(choice)
        , m_sources(sources)
        , m_subject(*sources.subject)
    {
    }

    ProfilePicture paint()
    {
        m_picture.main = m_sources.subject;
        chooseReference();
        addGhosts();
        if (m_choice.initial && !isReference(0)) {
            addStep(Role::Initial, 0, Texts::tr("initial"), 0);
        }
        for (std::size_t i = 0; i < m_choice.pins.size(); ++i) {
            if (!isReference(m_choice.pins[i])) {
                addStep(Role::Pinned, m_choice.pins[i], Texts::tr("step %1").arg(m_choice.pins[i]), i);
            }
        }
        addFields();
        addOtherRun();
        m_picture.notes.removeDuplicates();
        return std::move(m_picture);
    }

private:
    bool isReference(std::uint64_t step) const
    {
        return m_reference && m_reference->run == m_subject.run && m_reference->step == step;
    }

    /// The frame of the subject's run with the most points. Null: the answer has none, or no answer yet.
    FramePtr find(const std::string& field, std::uint64_t step) const
    {
        FramePtr best;
        for (const FramePtr& frame : frames()) {
            if (frame && frame->field->name == field && frame->step == step && frame->run == m_subject.run &&
                (!best || frame->real.size() > best->real.size())) {
                best = frame;
            }
        }
        return best;
    }

    std::span<const FramePtr> frames() const
    {
        return m_sources.overlays ? std::span<const FramePtr>(m_sources.overlays->frames)
                                  : std::span<const FramePtr>();
    }

    /// Whether the query asked for this step, and the answer has no frame for it.
    bool isMissing(const std::string& field, std::uint64_t step) const
    {
        if (!m_sources.overlays || m_sources.overlays->run != m_subject.run || find(field, step)) {
            return false;
        }
        return std::ranges::any_of(m_sources.overlays->query.frames, [&](const FrameWanted& wanted) {
            return wanted.from == From::Start && wanted.field == field && wanted.steps == step;
        });
    }

    void chooseReference()
    {
        FramePtr reference;
        QString name;
        switch (m_choice.reference) {
        case Reference::None:
            return;
        case Reference::Initial:
            reference = findOrTell(0);
            name = Texts::tr("initial");
            break;
        case Reference::Step:
            reference = findOrTell(m_choice.referenceStep);
            name = Texts::tr("step %1").arg(m_choice.referenceStep);
            break;
        case Reference::OtherRun:
            reference = m_sources.otherFrame;
            name = m_sources.other.name;
            if (!m_sources.other.isOn()) {
                m_picture.notes << Texts::tr("no run is open for comparison");
            }
            break;
        }
        if (!reference) {
            return;
        }
        QString problem;
        if (const FramePtr main = difference(m_sources.subject, reference, problem)) {
            m_reference = reference;
            m_picture.reference = name;
            m_picture.main = main;
            tellThinning(*main);
            if (m_choice.reference == Reference::OtherRun) {
                m_picture.notes << Texts::tr("at its step %1").arg(reference->step);
                tellCoordinates(*reference);
            }
        } else {
            m_picture.notes << problem;
        }
    }

    void tellThinning(const Frame& main)
    {
        if (main.real.size() < m_subject.real.size()) {
            m_picture.notes << Texts::tr("at %1 of %2 points")
                                   .arg(formatCount(main.real.size()),
                                        formatCount(m_subject.field->components()));
        }
    }

    void tellCoordinates(const Frame& reference)
    {
        const auto near = [](double a, double b) { return std::abs(a - b) <= kSamePosition * std::abs(a); };
        if (reference.x != m_subject.x && reference.x->size() == m_subject.x->size() &&
            !std::ranges::equal(*m_subject.x, *reference.x, near)) {
            m_picture.notes << Texts::tr("its points are at other coordinates");
        }
    }

    FramePtr findOrTell(std::uint64_t step)
    {
        const std::string& field = m_subject.field->name;
        if (isMissing(field, step)) {
            m_picture.notes << Texts::tr("there is no step %1").arg(step);
        }
        return find(field, step);
    }

    /// Adds a curve. If a reference is set, adds the difference to it.
    void add(ProfileCurve curve)
    {
        if (m_reference) {
            QString problem;
            curve.frame = difference(curve.frame, m_reference, problem);
            if (!curve.frame) {
                m_picture.notes << Texts::tr("%1: %2").arg(curve.label, problem);
                return;
            }
        }
        m_picture.curves.push_back(std::move(curve));
    }

    void addStep(Role role, std::uint64_t step, const QString& label, std::size_t hue)
    {
        if (const FramePtr frame = findOrTell(step)) {
            add({role, label, frame, 0.0, hue});
        }
    }

    void addGhosts()
    {
        std::vector<FramePtr> ghosts;
        std::vector<FrameWanted> wanted;
        if (m_sources.overlays) {
            wanted = m_sources.overlays->query.frames;
        }
        for (std::size_t i = 0; i < std::min(wanted.size(), frames().size()); ++i) {
            const FramePtr& frame = frames()[i];
            // While the cursor moves, the answer may belong to an earlier position.
            if (wanted[i].from == From::Cursor && wanted[i].steps > 0 && frame &&
                frame->run == m_subject.run && frame->field->name == m_subject.field->name &&
                frame->step < m_subject.step) {
                ghosts.push_back(frame);
            }
        }
        std::ranges::sort(ghosts, {}, &Frame::step);
        if (std::ssize(ghosts) > m_choice.ghosts) {
            ghosts.erase(ghosts.begin(), ghosts.end() - m_choice.ghosts);
        }
        const std::size_t count = ghosts.size();
        for (std::size_t i = 0; i < count; ++i) {
            const double age =
                count > 1 ? static_cast<double>(count - 1 - i) / static_cast<double>(count - 1) : 0.0;
            const bool last = i + 1 == count;
            const QString label =
                !last       ? QString()
                : count > 1 ? Texts::tr("steps %1 to %2").arg(ghosts.front()->step).arg(ghosts[i]->step)
                            : Texts::tr("step %1").arg(ghosts[i]->step);
            add({Role::Ghost, label, ghosts[i], age, 0});
        }
    }

    void addFields()
    {
        for (qsizetype i = 0; i < m_choice.fields.size(); ++i) {
            const QString& name = m_choice.fields[i];
            if (name.toStdString() == m_subject.field->name) {
                continue;
            }
            const FieldPtr field = m_subject.run->field(name.toStdString());
            if (!field || field->shape.size() != 1) {
                m_picture.notes << Texts::tr("this run has no profile %1").arg(name);
            } else if (m_reference) {
                m_picture.notes << Texts::tr("%1 is not shown beside differences").arg(name);
            } else {
                addField(*field, static_cast<std::size_t>(i));
            }
        }
    }

    void addField(const FieldDescription& field, std::size_t hue)
    {
        FramePtr frame = find(field.name, m_subject.step);
        if (!frame) { // while the cursor moves, the frame of an earlier position stays
            for (const FramePtr& other : frames()) {
                if (other && other->field->name == field.name && other->run == m_subject.run) {
                    frame = other;
                }
            }
        }
        if (!frame) {
            if (m_sources.overlays && m_sources.overlays->cursor == m_subject.step) {
                m_picture.notes << Texts::tr("%1 has no step %2").arg(toText(field.name)).arg(m_subject.step);
            }
            return;
        }
        QString label = labelOf(field);
        const AxisPtr& axis = field.axes.front();
        const AxisPtr& ours = m_subject.field->axes.front();
        if ((axis ? toText(axis->name) : QString()) != (ours ? toText(ours->name) : QString())) {
            label += Texts::tr(" over %1").arg(axis ? labelOf(*axis) : Texts::tr("index"));
        }
        if (frame->step != m_subject.step) {
            label += Texts::tr(", step %1").arg(frame->step);
        }
        m_picture.curves.push_back({Role::Field, label, frame, 0.0, hue});
    }

    void addOtherRun()
    {
        const ComparedRun& other = m_sources.other;
        const FramePtr& frame = m_sources.otherFrame;
        if (!other.isOn()) {
            return;
        }
        if (!other.note.isEmpty()) {
            m_picture.notes << Texts::tr("%1: %2").arg(other.name, other.note);
        }
        if (!frame || frame->field->name != m_subject.field->name || m_reference == frame) {
            return;
        }
        add({Role::OtherRun, Texts::tr("%1, step %2").arg(other.name).arg(frame->step), frame, 0.0, 0});
    }

    const OverlayChoice& m_choice;
    const ProfileSources& m_sources;
    const Frame& m_subject;
    FramePtr m_reference; // null: the picture shows values
    ProfilePicture m_picture;
};

} // namespace

ProfilePicture makePicture(const OverlayChoice& choice, const ProfileSources& sources)
{
    return Painter(choice, sources).paint();
}

std::vector<FrameWanted> framesFor(const OverlayChoice& choice, const Frame& subject,
                                   const FrameDetail& detail)
{
    const std::string& field = subject.field->name;
    std::vector<FrameWanted> wanted;
    const auto add = [&](const std::string& name, From from, std::uint64_t steps) {
        wanted.push_back({name, 0, from, steps, detail});
    };
    for (int i = 1; i <= choice.ghosts; ++i) {
        add(field, From::Cursor, static_cast<std::uint64_t>(i));
    }
    if (choice.initial) {
        add(field, From::Start, 0);
    }
    for (const std::uint64_t step : choice.pins) {
        add(field, From::Start, step);
    }
    for (const std::string& name : toStrings(choice.fields)) {
        const FieldPtr other = subject.run->field(name);
        if (name != field && other && other->shape.size() == 1) {
            add(name, From::Cursor, 0);
        }
    }
    for (FrameWanted& each : wanted) {
        const std::size_t most = std::max(kPixels / wanted.size(), kMinPixels);
        each.detail.pixels = detail.pixels == 0 ? most : std::min(detail.pixels, most);
    }
    // The reference has as many points as the subject, so it is added after the limits were set.
    if (choice.reference == Reference::Initial) {
        add(field, From::Start, 0);
    } else if (choice.reference == Reference::Step) {
        add(field, From::Start, choice.referenceStep);
    }
    return wanted;
}

} // namespace h5pulse::viewer
