// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start_view.h"

#include "core/format.h"
#include "core/run/run_document.h"
#include "core/texts.h"

namespace h5pulse::viewer {

StartView::StartView(RunDocument& document, const Options& options, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_options(options)
{
    connect(&m_document, &RunDocument::statusChanged, this, &StartView::look);
}

void StartView::look()
{
    const RunStatus& status = m_document.status();
    if (m_done || !status.run) {
        return;
    }
    m_done = true;
    if (const std::string field = m_options.field.toStdString(); !field.empty()) {
        if (!status.run->field(field)) {
            emit failed(tr("%1: there is no field '%2'. The fields are %3.")
                            .arg(toText(status.path), m_options.field,
                                 formatNames(toTexts(status.run->fieldNames()))));
            return;
        }
        m_document.selectField(field);
    }
    const AtOption at = m_options.at.value_or(AtOption{});
    if (at.kind == AtOption::Kind::Step) {
        if (at.step >= status.steps) {
            emit failed(status.steps == 0 ? tr("%1: there is no step %2: the file has no steps yet.")
                                                .arg(toText(status.path))
                                                .arg(at.step)
                                          : tr("%1: there is no step %2: the file has %3 steps, 0 to %4.")
                                                .arg(toText(status.path))
                                                .arg(at.step)
                                                .arg(status.steps)
                                                .arg(status.steps - 1));
            return;
        }
        m_document.goToStep(at.step);
    } else if (at.kind == AtOption::Kind::Time) {
        m_document.goToTime(at.time);
    }
    emit ready();
}

} // namespace h5pulse::viewer
