// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/repair_offer.h"

#include "core/format.h"
#include "core/run/run_address.h"
#include "core/run/run_document.h"
#include "core/texts.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace h5pulse::viewer {

RepairOffer::RepairOffer(RunDocument& document, QWidget* window)
    : QObject(window)
    , m_document(document)
    , m_window(window)
{
    connect(&m_repair, &Repair::finished, this, [this](bool done, const QString& sentence) {
        m_failed = !done;
        m_text = sentence;
        emit changed();
    });
}

bool RepairOffer::isOpen() const
{
    const RunStatus& status = m_document.status();
    return status.needsRepair && status.phase == RunPhase::Crashed && !m_repair.isRunning();
}

QString RepairOffer::text() const
{
    return m_path == toText(m_document.status().path) ? m_text : QString();
}

void RepairOffer::ask()
{
    if (!isOpen()) {
        return;
    }
    const RunStatus& status = m_document.status();
    auto* box =
        new QMessageBox(QMessageBox::Question, tr("Repair the file"),
                        tr("Repair %1?").arg(runName(toText(status.path))), QMessageBox::Cancel, m_window);
    box->setObjectName(QStringLiteral("repair"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("Its writer ended without closing the file, so many programs refuse to open it. "
           "The repair changes the file in place and keeps every committed step: %1. "
           "Afterwards all HDF5 programs can open the file, and the run can be resumed. "
           "If a writer is still alive, the repair changes nothing.")
            .arg(formatCount(status.steps)));
    auto* copy = new QCheckBox(tr("First make a copy in the same folder (%1)")
                                   .arg(QLocale().formattedDataSize(static_cast<qint64>(status.fileSize))),
                               box);
    box->setCheckBox(copy);
    QPushButton* repair = box->addButton(tr("&Repair"), QMessageBox::AcceptRole);
    box->setDefaultButton(repair);
    connect(repair, &QPushButton::clicked, this, [this, copy, path = status.path] {
        if (path == m_document.status().path) {
            start(copy->isChecked());
        }
    });
    box->open();
}

void RepairOffer::start(bool backup)
{
    if (!isOpen()) {
        return;
    }
    m_path = toText(m_document.status().path);
    m_failed = false;
    m_text = tr("the file is being repaired");
    m_repair.start(m_path, backup);
    emit changed();
}

} // namespace h5pulse::viewer
