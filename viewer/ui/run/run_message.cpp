// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_message.h"

#include "core/comparison/comparison.h"
#include "core/run/run_address.h"
#include "core/run/run_document.h"
#include "core/texts.h"
#include "ui/run/repair_offer.h"
#include "widgets/message_bar.h"

namespace h5pulse::viewer {

RunMessage::RunMessage(RunDocument& document, const Comparison& comparison, RepairOffer& repair,
                       MessageBar& bar, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_comparison(comparison)
    , m_repair(repair)
    , m_bar(bar)
{
    connect(&m_document, &RunDocument::statusChanged, this, &RunMessage::refresh);
    connect(&m_document, &RunDocument::frameChanged, this, &RunMessage::refresh);
    connect(&m_comparison, &Comparison::changed, this, &RunMessage::refresh);
    connect(&m_repair, &RepairOffer::changed, this, &RunMessage::refresh);
    connect(&m_bar, &MessageBar::actionWanted, &m_repair, &RepairOffer::ask);
}

void RunMessage::setProblem(const QString& text)
{
    m_problem = text;
    refresh();
}

void RunMessage::refresh()
{
    const RunStatus& status = m_document.status();
    switch (status.phase) {
    case RunPhase::Waiting:
        m_bar.setMessage(MessageBar::Kind::Note,
                         status.message.empty() ? connecting() : toText(status.message));
        return;
    case RunPhase::Unreadable:
        m_bar.setMessage(MessageBar::Kind::Error,
                         status.run
                             ? tr("%1. The window shows the data read before.").arg(toText(status.message))
                         : status.silentSince != 0 ? sentence(toText(status.message))
                                                   : toText(status.message));
        return;
    case RunPhase::Failed:
        m_bar.setMessage(MessageBar::Kind::Error, sentence(toText(status.message)));
        return;
    case RunPhase::Crashed:
        showCrash();
        return;
    case RunPhase::Unreachable:
    case RunPhase::Stalled:
        m_bar.setMessage(MessageBar::Kind::Warning, sentence(toText(status.message)));
        return;
    case RunPhase::Idle:
    case RunPhase::Live:
    case RunPhase::Stopped:
    case RunPhase::Finished:
        break;
    }
    const bool frameProblem = !m_document.frameProblem().isEmpty() && status.steps > 0;
    const QString own = frameProblem ? m_document.frameProblem() : m_problem;
    const QString problem = own.isEmpty() ? m_comparison.problem() : own;
    if (problem.isEmpty() && status.phase == RunPhase::Stopped) {
        m_bar.setMessage(MessageBar::Kind::Note, sentence(toText(status.message)));
    } else {
        m_bar.setMessage(MessageBar::Kind::Warning, problem);
    }
}

/// What happens before the service of another machine has answered; empty: the run is here, where that takes a moment.
QString RunMessage::connecting() const
{
    const QString host = hostOf(toText(m_document.status().path));
    return host.isEmpty() ? QString() : tr("Connecting to %1…").arg(host);
}

void RunMessage::showCrash()
{
    const RunStatus& status = m_document.status();
    const QString repair = sentence(m_repair.text());
    if (!status.needsRepair) { // the file is sound; only a writer can continue the run
        m_bar.setMessage(MessageBar::Kind::Warning,
                         (repair + ' ' + sentence(toText(status.message))).trimmed());
    } else if (m_repair.isOpen()) {
        m_bar.setMessage(MessageBar::Kind::Error,
                         m_repair.hasFailed() ? repair : sentence(toText(status.message)), tr("Repair…"));
    } else {
        m_bar.setMessage(MessageBar::Kind::Note, repair);
    }
}

} // namespace h5pulse::viewer
