// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status_line.h"

#include "core/format.h"
#include "core/run_document.h"
#include "ui/tabular_font.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kAgeInterval = 200; // milliseconds
constexpr int kProgressSteps = 1000;
constexpr int kSpacing = 12;

QString commitDuration(double seconds)
{
    return seconds < 1.0 ? QStringLiteral("%1 ms").arg(formatNumber(seconds * 1e3, 3))
                         : formatDuration(seconds);
}

} // namespace

QString phaseText(RunPhase phase)
{
    const auto tr = [](const char* text) {
        return QCoreApplication::translate("h5pulse::viewer::StatusLine", text);
    };
    switch (phase) {
    case RunPhase::Idle:
        return tr("no file");
    case RunPhase::Waiting:
        return tr("waiting");
    case RunPhase::Unreadable:
        return tr("unreadable");
    case RunPhase::Live:
        return tr("live");
    case RunPhase::Stalled:
        return tr("stalled");
    case RunPhase::Unreachable:
        return tr("unreachable");
    case RunPhase::Finished:
        return tr("finished");
    case RunPhase::Failed:
        return tr("failed");
    case RunPhase::Crashed:
        return tr("crashed");
    }
    return {};
}

QString stateWord(const RunStatus& status)
{
    const auto tr = [](const char* text) {
        return QCoreApplication::translate("h5pulse::viewer::StatusLine", text);
    };
    if (status.phase == RunPhase::Stalled && status.trouble != WriterTrouble::None) {
        return status.trouble == WriterTrouble::NoSpace ? tr("disk full") : tr("cannot write");
    }
    return phaseText(status.phase);
}

QString heldText(const RunStatus& status)
{
    return status.waits == 0 ? QString()
                             : QCoreApplication::translate("h5pulse::viewer::StatusLine",
                                                           "simulation waited %1 ×, %2 in all")
                                   .arg(formatCount(status.waits), formatDuration(status.waitSeconds));
}

QString commitsText(const RunStatus& status)
{
    const auto tr = [](const char* text) {
        return QCoreApplication::translate("h5pulse::viewer::StatusLine", text);
    };
    if (status.commits == 0) {
        return {};
    }
    const QString count = tr("%1 commits").arg(formatCount(status.commits));
    return status.longestCommit > 0.0
               ? tr("%1, the longest took %2").arg(count, commitDuration(status.longestCommit))
               : count;
}

StatusLine::StatusLine(RunDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_theme(&lightTheme())
    , m_ageTimer(this)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 3, 8, 5);
    layout->setSpacing(kSpacing);
    m_state = addPart(QStringLiteral("  unreachable  "), tr("State of the run"));
    m_state->setAlignment(Qt::AlignCenter);
    m_step = addPart(tr("step %1 of %2").arg(QStringLiteral("88,888,888"), QStringLiteral("88,888,888")),
                     tr("Step that is shown, and number of steps so far"));
    m_time = addPart(QStringLiteral("t = -8.88888e+88 s"), tr("Time of the step that is shown"));
    m_rate = addPart(tr("%1 steps/s").arg(QStringLiteral("8,888,888")), tr("Speed of the run"));
    m_age = addPart(tr("last data 2088-08-28 08:08"), tr("When the file got its latest step"));
    m_held =
        addPart(QString(), tr("How often the disk could not follow, so that the writer's buffer was full"));
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, kProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progress->setMinimumWidth(60);
    m_progress->setToolTip(tr("Simulated time done, of the run's end time"));
    layout->addWidget(m_progress, 1);
    m_left = addPart(tr("100 %, 88:88 min left"), tr("Progress and time left at this speed"));
    m_filler = new QWidget(this);
    layout->addWidget(m_filler, 1);

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
    m_state->setText(stateWord(status));
    stylePill();
    if (!status.run) {
        m_step->clear();
        m_time->clear();
        m_rate->clear();
    } else {
        m_step->setText(frame ? tr("step %1 of %2").arg(formatCount(frame->step), formatCount(status.steps))
                              : tr("%1 steps").arg(formatCount(status.steps)));
        m_time->setText(
            frame && status.run->hasTimes
                ? tr("%1 = %2%3")
                      .arg(status.run->timeName, formatNumber(frame->time), unitSuffix(status.run->timeUnits))
                : QString());
        m_rate->setText(isGrowing(status.phase) && status.silentSince == 0
                            ? tr("%1 steps/s").arg(formatRate(status.stepsPerSecond))
                            : QString());
    }
    if (std::isfinite(status.progress)) {
        m_progress->setValue(static_cast<int>(std::lround(status.progress * kProgressSteps)));
        const QString percent = tr("%1 %").arg(static_cast<int>(std::floor(status.progress * 100.0)));
        m_left->setText(isGrowing(status.phase) && std::isfinite(status.secondsLeft)
                            ? tr("%1, %2 left").arg(percent, formatDuration(status.secondsLeft))
                            : percent);
    } else {
        m_left->clear();
    }
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
    // Also where there is no room for the note.
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
    const RunStatus& status = m_document.status();
    if (status.silentSince != 0) {
        const auto silent =
            static_cast<double>(QDateTime::currentMSecsSinceEpoch() - status.silentSince) * 1e-3;
        m_age->setText(tr("no answer for %1").arg(formatDuration(std::max(0.0, std::floor(silent)))));
        return;
    }
    if (!status.run || status.lastCommitTime <= 0.0) {
        m_age->clear();
        return;
    }
    const auto then = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(status.lastCommitTime * 1e3));
    const double age = static_cast<double>(then.msecsTo(QDateTime::currentDateTime())) * 1e-3;
    m_age->setText(isGrowing(status.phase)
                       ? tr("data %1 old").arg(formatDuration(std::max(0.0, age)))
                       : tr("last data %1").arg(then.toString(QStringLiteral("yyyy-MM-dd HH:mm"))));
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
    // In order of importance.
    take(m_state, m_state->minimumWidth(), true);
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

void StatusLine::stylePill()
{
    const QColor color = phaseColor(*m_theme, m_document.status().phase);
    const QString style =
        QStringLiteral(
            "QLabel { background: %1; color: %2; border-radius: 8px; padding: 1px 6px; font-weight: 600; }")
            .arg(color.name(), m_theme->surface.name());
    if (m_state->styleSheet() != style) {
        m_state->setStyleSheet(style);
    }
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
    m_theme = &theme;
    stylePill();
    m_progress->setStyleSheet(
        QStringLiteral("QProgressBar { border: none; border-radius: 3px; background: %1; }"
                       "QProgressBar::chunk { border-radius: 3px; background: %2; }")
            .arg(theme.border.name(), theme.accent.name()));
}

} // namespace h5pulse::viewer
