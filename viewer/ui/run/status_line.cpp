// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/status_line.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/run/run_document.h"
#include "core/run/run_texts.h"
#include "core/texts.h"
#include "ui/alarms/alarm_badge.h"
#include "ui/run/state_badge.h"
#include "widgets/progress_line.h"
#include "widgets/tabular_font.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kSpacing = 12;

} // namespace

StatusLine::StatusLine(RunDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_ageTimer(this)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 3, 8, 5);
    layout->setSpacing(kSpacing);
    m_state = new StateBadge(this);
    layout->addWidget(m_state);
    m_step = addPart(tr("step %1 of %2").arg(QStringLiteral("88,888,888"), QStringLiteral("88,888,888")),
                     tr("Step that is shown, and number of steps so far"));
    m_time = addPart(QStringLiteral("t = -8.88888e+88 s"), tr("Time of the step that is shown"));
    m_rate = addPart(tr("%1 steps/s").arg(QStringLiteral("8,888,888")), tr("Speed of the run"));
    m_age = addPart(tr("last data 2088-08-28 08:08"), tr("When the file got its latest step"));
    m_held = addPart(QString(), tr("How often the simulation waited because the writer's buffer was full"));
    m_progress = new ProgressLine(this);
    layout->addWidget(m_progress, 1);
    m_left = addPart(tr("100 %, 88:88 min left"), tr("Progress and time left at this speed"));
    m_filler = new QWidget(this);
    layout->addWidget(m_filler, 1);
    m_badge = new AlarmBadge(this);
    layout->addWidget(m_badge);
    connect(m_badge, &QAbstractButton::clicked, this, &StatusLine::alarmsWanted);

    m_ageTimer.setInterval(kAgeInterval);
    connect(&m_ageTimer, &QTimer::timeout, this, &StatusLine::refreshAge);
    m_ageTimer.start();
    connect(&m_document, &RunDocument::statusChanged, this, &StatusLine::refresh);
    connect(&m_document, &RunDocument::frameChanged, this, &StatusLine::refresh);
    applyTheme(lightTheme());
    refresh();
}

QLabel* StatusLine::addPart(const QString& widest, const QString& toolTip)
{
    auto* label = new QLabel(this);
    label->setFont(tabularFont(font()));
    label->setToolTip(toolTip);
    label->setFixedWidth(label->fontMetrics().horizontalAdvance(widest) + 8);
    static_cast<QHBoxLayout*>(layout())->addWidget(label);
    return label;
}

void StatusLine::refresh()
{
    const RunStatus& status = m_document.status();
    const FramePtr& frame = m_document.frame();
    m_state->setStatus(status);
    if (!status.run) {
        m_step->clear();
        m_time->clear();
        m_rate->clear();
    } else {
        m_step->setText(frame ? tr("step %1 of %2").arg(formatCount(frame->step), formatCount(status.steps))
                              : tr("%1 steps").arg(formatCount(status.steps)));
        m_time->setText(frame && status.run->hasTimes
                            ? tr("%1 = %2%3")
                                  .arg(toText(status.run->timeName), formatNumber(frame->time),
                                       unitSuffix(toText(status.run->timeUnits)))
                            : QString());
        m_rate->setText(rateText(status));
    }
    m_progress->setStatus(status);
    const QString left = leftText(status);
    m_left->setText(left.isEmpty() ? percentText(status)
                                   : QStringLiteral("%1, %2").arg(percentText(status), left));
    refreshAge();
    refreshWriter();
    fitParts();
}

void StatusLine::refreshWriter()
{
    const RunStatus& status = m_document.status();
    const QString held = status.run ? heldText(status) : QString();
    m_held->setText(held);
    m_held->setFixedWidth(
        std::max(m_held->minimumWidth(), m_held->fontMetrics().horizontalAdvance(held) + 8));
    // The tool tips also give the note if there is no room for it.
    const auto describe = [&](const QString& what) {
        QStringList lines{what};
        if (status.run) {
            lines << commitsText(status) << held;
        }
        lines.removeAll(QString());
        return lines.join(QLatin1Char('\n'));
    };
    m_rate->setToolTip(describe(tr("Speed of the run")));
    m_age->setToolTip(describe(tr("When the file got its latest step")));
}

QString StatusLine::heldNote() const
{
    return m_held->isHidden() ? QString() : m_held->text();
}

void StatusLine::refreshAge()
{
    m_age->setText(ageText(m_document.status(), QDateTime::currentDateTime()));
}

void StatusLine::fitParts()
{
    const bool progress = std::isfinite(m_document.status().progress);
    int width = this->width() - layout()->contentsMargins().left() - layout()->contentsMargins().right();
    const auto take = [&](QWidget* part, int needed, bool wanted) {
        const bool fits = wanted && needed <= width;
        part->setVisible(fits);
        width -= fits ? needed + kSpacing : 0;
    };
    // In order of importance: later parts are hidden first.
    take(m_state, m_state->minimumWidth(), true);
    take(m_badge, m_badge->minimumWidth(), m_badge->count() > 0);
    take(m_step, m_step->minimumWidth(), true);
    take(m_time, m_time->minimumWidth(), true);
    take(m_age, m_age->minimumWidth(), true);
    take(m_held, m_held->minimumWidth(), !m_held->text().isEmpty());
    take(m_left, m_left->minimumWidth(), progress);
    take(m_rate, m_rate->minimumWidth(), true);
    take(m_progress, m_progress->minimumWidth(), progress);
    m_filler->setVisible(m_progress->isHidden());
}

void StatusLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitParts();
}

QSize StatusLine::minimumSizeHint() const
{
    return {m_state->minimumWidth() + m_step->minimumWidth(), layout()->totalMinimumSize().height()};
}

void StatusLine::showAlarms(std::size_t count, Severity worst)
{
    m_badge->showAlarms(count, worst);
    fitParts();
}

QString StatusLine::stateText() const
{
    return m_state->text();
}

QString StatusLine::stepsText() const
{
    return m_step->text();
}

void StatusLine::applyTheme(const Theme& theme)
{
    m_state->applyTheme(theme);
    m_badge->applyTheme(theme);
    m_progress->applyTheme(theme);
}

} // namespace h5pulse::viewer
