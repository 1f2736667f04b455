// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_panel.h"

#include "core/health/alarms.h"
#include "core/run/run_document.h"
#include "core/run/run_texts.h"
#include "ui/alarms/alarm_badge.h"
#include "ui/alarms/alarm_panel.h"
#include "ui/run/state_badge.h"
#include "widgets/elided_label.h"
#include "widgets/progress_line.h"
#include "widgets/sparkline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QVBoxLayout>

namespace h5pulse::viewer {

namespace {
constexpr int kHistoryInterval = 1000;
constexpr std::size_t kHistoryValues = 600; // ten minutes
constexpr int kWidth = 240;                 // minimum
constexpr int kPercentWidth = 8;            // added to the width of the widest text

QLabel* makeTitle(const QString& text, QWidget* parent)
{
    auto* title = new QLabel(text, parent);
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    return title;
}

} // namespace

RunPanel::RunPanel(RunDocument& document, Alarms& alarms, AlarmReactions& reactions, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_alarms(alarms)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(makeHead());
    m_age = new ElidedLabel(this);
    layout->addWidget(m_age);
    m_progress = new ProgressLine(this);
    layout->addWidget(m_progress);
    auto* end = new QHBoxLayout;
    m_percent = new ElidedLabel(this);
    m_percent->setFixedWidth(m_percent->fontMetrics().horizontalAdvance(QStringLiteral("100 %")) +
                             kPercentWidth);
    m_end = new ElidedLabel(this);
    end->addWidget(m_percent);
    end->addWidget(m_end, 1);
    layout->addLayout(end);
    m_rates = makeRates();
    layout->addWidget(m_rates);
    m_held = new ElidedLabel(this);
    layout->addWidget(m_held);
    layout->addWidget(makeTitle(tr("Alarms"), this));
    m_alarmPanel = new AlarmPanel(document, alarms, reactions, this);
    layout->addWidget(m_alarmPanel, 1);

    m_ageTimer.setInterval(kAgeInterval);
    connect(&m_ageTimer, &QTimer::timeout, this, &RunPanel::refreshAge);
    m_ageTimer.start();
    m_historyTimer.setInterval(kHistoryInterval);
    connect(&m_historyTimer, &QTimer::timeout, this, &RunPanel::remember);
    m_historyTimer.start();
    connect(&m_document, &RunDocument::statusChanged, this, &RunPanel::refresh);
    connect(&m_alarms, &Alarms::changed, this, &RunPanel::refreshAlarms);
    setMinimumWidth(kWidth);
    refresh();
    refreshAlarms();
}

QWidget* RunPanel::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    m_state = new StateBadge(head);
    m_badge = new AlarmBadge(head);
    row->addWidget(makeTitle(tr("Run"), head));
    row->addWidget(m_state);
    row->addStretch(1);
    row->addWidget(m_badge);
    head->setFixedHeight(row->sizeHint().height()); // the same without a badge
    connect(m_badge, &QAbstractButton::clicked, this, [this] { m_alarmPanel->list().setFocus(); });
    return head;
}

QWidget* RunPanel::makeRates()
{
    auto* part = new QWidget(this);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(
        makeRate(m_stepsRate, m_stepsHistory, tr("Steps per second, now and over the last ten minutes")));
    layout->addWidget(makeRate(m_bytesRate, m_bytesHistory,
                               tr("Bytes written per second, now and over the last ten minutes")));
    m_timeRate = new ElidedLabel(part);
    layout->addWidget(m_timeRate);
    return part;
}

QWidget* RunPanel::makeRate(ElidedLabel*& label, Sparkline*& history, const QString& tip)
{
    auto* part = new QWidget(this);
    auto* row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    label = new ElidedLabel(part);
    label->setFixedWidth(label->fontMetrics().horizontalAdvance(QStringLiteral("8,888,888 steps/s")) + 2);
    history = new Sparkline(kHistoryValues, part);
    history->setAccessibleName(tip);
    part->setToolTip(tip);
    row->addWidget(label);
    row->addWidget(history, 1);
    return part;
}

void RunPanel::refresh()
{
    const RunStatus& status = m_document.status();
    if (status.generation != m_generation) {
        m_generation = status.generation;
        m_stepsHistory->clear();
        m_bytesHistory->clear();
    }
    m_state->setStatus(status);
    m_progress->setStatus(status);
    m_percent->setText(percentText(status));
    m_stepsRate->setText(rateText(status));
    m_bytesRate->setText(dataRateText(status));
    m_timeRate->setText(timeRateText(status));
    // A run that had ended before it was opened has no rates.
    m_rates->setVisible(!rateText(status).isEmpty() || !m_stepsHistory->values().empty());
    const QString held = status.run ? heldText(status) : QString();
    m_held->setText(held);
    m_held->setVisible(!held.isEmpty());
    m_held->setToolTip(status.run ? commitsText(status) : QString());
    refreshAge();
}

void RunPanel::refreshAge()
{
    const RunStatus& status = m_document.status();
    const QDateTime now = QDateTime::currentDateTime();
    m_age->setText(ageText(status, now));
    const QString left = leftText(status);
    const QString end = viewer::endText(status, now);
    m_end->setText(end.isEmpty() ? left : QStringLiteral("%1, %2").arg(left, end));
}

void RunPanel::refreshAlarms()
{
    m_badge->showAlarms(m_alarms.list().size(), m_alarms.worst());
}

void RunPanel::remember()
{
    const RunStatus& status = m_document.status();
    // The history of a finished run stays visible.
    if (isGrowing(status.phase) && status.silentSince == 0) {
        m_stepsHistory->add(status.stepsPerSecond);
        m_bytesHistory->add(status.bytesPerSecond);
    }
}

QString RunPanel::progressText() const
{
    return m_percent->text();
}

QString RunPanel::endText() const
{
    return m_end->text();
}

QStringList RunPanel::rateTexts() const
{
    return {m_stepsRate->text(), m_bytesRate->text(), m_timeRate->text()};
}

void RunPanel::applyTheme(const Theme& theme)
{
    m_state->applyTheme(theme);
    m_badge->applyTheme(theme);
    m_progress->applyTheme(theme);
    m_stepsHistory->applyTheme(theme);
    m_bytesHistory->applyTheme(theme);
    m_alarmPanel->applyTheme(theme);
}

} // namespace h5pulse::viewer
