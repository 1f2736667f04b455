// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/threshold_editor.h"

#include "core/health/alarms.h"
#include "core/health/threshold.h"
#include "core/labels.h"
#include "core/run/run_document.h"

#include <QComboBox>
#include <QDoubleValidator>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

constexpr int kRowsOfList = 3;

/// The shown traces, then all other scalars.
std::vector<TraceId> offeredTraces(const RunDescription& run, const std::vector<TraceId>& shown)
{
    std::vector<TraceId> offered;
    for (const TraceId& id : shown) {
        const FieldPtr field = run.field(id.field);
        if (field && id.component < field->components()) {
            offered.push_back(id);
        }
    }
    const auto shownEnd = static_cast<std::ptrdiff_t>(offered.size());
    for (const FieldPtr& field : run.fields) {
        for (const Part part : {Part::Real, Part::Imaginary}) {
            const TraceId id{field->name, 0, part};
            const bool exists = field->isScalar() && (part == Part::Real || field->isComplex());
            if (exists &&
                std::find(offered.begin(), offered.begin() + shownEnd, id) == offered.begin() + shownEnd) {
                offered.push_back(id);
            }
        }
    }
    return offered;
}

} // namespace

ThresholdEditor::ThresholdEditor(RunDocument& document, Alarms& alarms, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_alarms(alarms)
    , m_traces(new QComboBox(this))
    , m_sides(new QComboBox(this))
    , m_limit(new QLineEdit(this))
    , m_add(new QPushButton(tr("Add"), this))
    , m_list(new QListWidget(this))
    , m_remove(new QPushButton(tr("Remove"), this))
{
    m_traces->setAccessibleName(tr("Trace to watch"));
    m_traces->setToolTip(tr("The shown traces and all scalars"));
    m_traces->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_traces->setMinimumContentsLength(6);
    m_sides->setAccessibleName(tr("Side of the limit that raises the alarm"));
    m_sides->addItem(sideText(Threshold::Side::Above));
    m_sides->addItem(sideText(Threshold::Side::Below));
    m_limit->setAccessibleName(tr("Limit"));
    m_limit->setPlaceholderText(tr("limit"));
    m_limit->setAlignment(Qt::AlignRight);
    m_limit->setMinimumWidth(40);
    auto* validator = new QDoubleValidator(m_limit);
    validator->setLocale(QLocale::c());
    m_limit->setValidator(validator);
    m_list->setAccessibleName(tr("Thresholds"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedHeight(kRowsOfList * (fontMetrics().height() + 4));

    auto* row = new QHBoxLayout;
    row->addWidget(m_sides);
    row->addWidget(m_limit, 1);
    row->addWidget(m_add);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_traces);
    layout->addLayout(row);
    layout->addWidget(m_list);
    layout->addWidget(m_remove, 0, Qt::AlignRight);
    for (QPushButton* button : {m_add, m_remove}) {
        button->setAutoDefault(false);
    }

    connect(m_add, &QPushButton::clicked, this, &ThresholdEditor::add);
    connect(m_limit, &QLineEdit::returnPressed, this, &ThresholdEditor::add);
    connect(m_limit, &QLineEdit::textChanged, this, &ThresholdEditor::refreshButtons);
    connect(m_remove, &QPushButton::clicked, this, &ThresholdEditor::remove);
    connect(m_list, &QListWidget::currentRowChanged, this, &ThresholdEditor::refreshButtons);
    connect(&m_document, &RunDocument::runChanged, this, &ThresholdEditor::listTraces);
    connect(&m_document, &RunDocument::runChanged, this, &ThresholdEditor::listThresholds);
    connect(&m_document, &RunDocument::traceIdsChanged, this, &ThresholdEditor::listTraces);
    connect(&m_alarms, &Alarms::thresholdsChanged, this, &ThresholdEditor::listThresholds);
    listThresholds();
}

void ThresholdEditor::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale) {
        listTraces();
    }
}

void ThresholdEditor::listTraces()
{
    m_isStale = !isVisible();
    if (m_isStale) {
        return;
    }
    const QVariant chosen = m_traces->currentData();
    m_traces->clear();
    if (const RunDescriptionPtr& run = m_document.status().run) {
        for (const TraceId& id : offeredTraces(*run, m_document.traceIds())) {
            m_traces->addItem(traceLabel(*run->field(id.field), id), QVariant::fromValue(id));
        }
    }
    for (int i = 0; i < m_traces->count() && chosen.isValid(); ++i) {
        if (m_traces->itemData(i).value<TraceId>() == chosen.value<TraceId>()) {
            m_traces->setCurrentIndex(i);
            break;
        }
    }
    refreshButtons();
}

void ThresholdEditor::listThresholds()
{
    const int row = m_list->currentRow();
    m_list->clear();
    for (const Threshold& threshold : m_alarms.thresholds()) {
        const QString text = thresholdText(threshold, m_document.status().run).simplified();
        (new QListWidgetItem(text, m_list))->setToolTip(text);
    }
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_list->setVisible(m_list->count() > 0);
    m_remove->setVisible(m_list->count() > 0);
    refreshButtons();
}

void ThresholdEditor::refreshButtons()
{
    m_add->setEnabled(m_traces->count() > 0 && m_limit->hasAcceptableInput());
    m_remove->setEnabled(m_list->currentRow() >= 0);
}

void ThresholdEditor::add()
{
    if (m_add->isEnabled()) {
        const auto side = m_sides->currentIndex() == 0 ? Threshold::Side::Above : Threshold::Side::Below;
        const Threshold threshold{m_traces->currentData().value<TraceId>(), side, m_limit->text().toDouble()};
        if (m_alarms.addThreshold(threshold)) {
            m_limit->clear();
        }
    }
}

void ThresholdEditor::remove()
{
    const int row = m_list->currentRow();
    if (row >= 0) {
        m_alarms.removeThreshold(m_alarms.thresholds()[static_cast<std::size_t>(row)]);
    }
}

} // namespace h5pulse::viewer
