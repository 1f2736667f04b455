// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/animation.h"

#include "core/texts.h"
#include "ui/export/sequence_export.h"
#include "ui/main_window.h"
#include "ui/views/view_area.h"

namespace h5pulse::viewer {

void Animation::look()
{
    const RunStatus& status = window().document().status();
    if (m_export) {
        return;
    }
    if (status.steps == 0) {
        fail(tr("%1: there are no steps yet.").arg(toText(status.path)));
        return;
    }
    const SequenceOption& wanted = options().sequence;
    const SequencePlan plan{.first = wanted.from,
                            .last = std::min(wanted.to.value_or(status.steps - 1), status.steps - 1),
                            .stride = wanted.stride,
                            .framesPerSecond = wanted.framesPerSecond,
                            .scale = options().scale > 0.0 ? options().scale : 1.0,
                            .path = options().animate};
    m_export =
        new SequenceExport(window().document(), window().views(), Picture::ofWindow(window()), plan, this);
    connect(m_export, &SequenceExport::failed, this,
            [this](const QString& problem) { fail(problem + QLatin1Char('.')); });
    connect(m_export, &SequenceExport::written, this, [this, plan] {
        say(tr("%1: %2 pictures, steps %3 to %4")
                .arg(plan.path)
                .arg(plan.frames())
                .arg(plan.first)
                .arg(plan.first + (plan.frames() - 1) * plan.stride));
        end(0);
    });
    m_export->start();
}

void Animation::interrupt(int signal)
{
    if (m_export) {
        m_export->cancel();
    }
    Headless::interrupt(signal);
}

} // namespace h5pulse::viewer
