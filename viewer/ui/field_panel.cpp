// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/field_panel.h"

#include "core/run_document.h"

#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace h5pulse::viewer {

FieldPanel::FieldPanel(RunDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_file(new QLabel(this))
    , m_table(new QTableView(this))
    , m_hint(new QLabel(this))
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_file->setFont(bold);
    m_file->setTextFormat(Qt::PlainText);
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_file->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setMinimumWidth(1);

    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setAccessibleName(tr("Fields"));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // names are shortened instead
    m_table->setColumnHidden(FieldModel::Type, true);              // the tool tip has it
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setMinimumSectionSize(20);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(FieldModel::Name, QHeaderView::Stretch);
    m_table->installEventFilter(this);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_file);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_hint);

    connect(&m_document, &RunDocument::runChanged, this, &FieldPanel::showRun);
    connect(&m_document, &RunDocument::fieldChanged, this, &FieldPanel::showSelection);
    connect(&m_document, &RunDocument::traceIdsChanged, this, [this] {
        m_model.setTraces(m_document.traceIds());
        showSelection();
    });
    connect(&m_model, &FieldModel::traceToggled, this, [this](const TraceId& id, bool wanted) {
        if (wanted) {
            m_document.addTrace(id);
        } else {
            m_document.removeTrace(id);
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid()) {
                    m_document.selectField(m_model.fieldAt(current.row()));
                }
            });
    showRun();
}

void FieldPanel::showRun()
{
    const QFileInfo file(m_document.status().path);
    m_file->setText(file.fileName());
    m_file->setToolTip(QDir::toNativeSeparators(file.absoluteFilePath()));
    const RunDescriptionPtr& run = m_document.status().run;
    m_model.setRun(run);
    m_model.setTraces(m_document.traceIds());
    QString hint = tr("Check a scalar, or click in the plot, to see it over time.");
    if (run && !run->passedOver.isEmpty()) {
        hint += QLatin1Char('\n') +
                tr("%n dataset(s) cannot be shown.", nullptr, static_cast<int>(run->passedOver.size()));
    }
    m_hint->setText(hint);
    m_hint->setToolTip(run ? run->passedOver.join(QLatin1Char('\n')) : QString());
    showSelection();
}

void FieldPanel::showSelection()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid() && m_model.fieldAt(current.row()) == m_document.field()) {
        return; // the field itself, or one of its components
    }
    const int row = m_model.rowOf(m_document.field());
    if (row >= 0) {
        m_table->setCurrentIndex(m_model.index(row, FieldModel::Name));
    }
}

bool FieldPanel::eventFilter(QObject* watched, QEvent* event)
{
    // Space checks a row here; elsewhere it plays.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace h5pulse::viewer
