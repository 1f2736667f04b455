// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time/new_steps_badge.h"

#include "core/format.h"
#include "core/run/run_document.h"
#include "widgets/tabular_font.h"

namespace h5pulse::viewer {

namespace {

constexpr int kPadding = 14;
constexpr quint64 kMaxShown = 9'999'999; // larger numbers are abbreviated

QString shortCount(quint64 count)
{
    if (count < 10'000) {
        return QString::number(count);
    }
    double value = static_cast<double>(count);
    QChar prefix;
    for (const char next : {'k', 'M', 'G', 'T'}) {
        value /= 1e3;
        prefix = QLatin1Char(next);
        if (value < 999.5) {
            break;
        }
    }
    return QString::number(value, 'f', value < 9.95 ? 1 : 0) + prefix;
}

} // namespace

NewStepsBadge::NewStepsBadge(RunDocument& document, QWidget* parent)
    : QToolButton(parent)
    , m_document(document)
{
    setObjectName(QStringLiteral("newSteps"));
    setFocusPolicy(Qt::NoFocus);
    setAutoRaise(true);
    setToolTip(tr("New steps since you left live mode. Click to follow the latest step (End)"));
    setFont(tabularFont(font()));
    setFixedHeight(28);
    QSizePolicy policy = sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
    setShort(false);
    connect(this, &QToolButton::clicked, &m_document, &RunDocument::goLive);
    connect(&m_document, &RunDocument::cursorChanged, this, &NewStepsBadge::refresh);
    connect(&m_document, &RunDocument::statusChanged, this, &NewStepsBadge::refresh);
    hide();
}

QString NewStepsBadge::textOf(quint64 steps) const
{
    if (m_short) {
        return QLatin1Char('+') + shortCount(steps);
    }
    return steps == 1 ? tr("1 new step")
                      : tr("%1 new steps").arg(steps <= kMaxShown ? formatCount(steps) : shortCount(steps));
}

int NewStepsBadge::shortWidth() const
{
    return fontMetrics().horizontalAdvance(QStringLiteral("+8888")) + kPadding;
}

void NewStepsBadge::setShort(bool brief)
{
    m_short = brief;
    setFixedWidth(brief ? shortWidth() : fontMetrics().horizontalAdvance(textOf(8'888'888)) + kPadding);
    setText(textOf(m_new));
}

void NewStepsBadge::refresh()
{
    const RunStatus& status = m_document.status();
    const bool live = m_document.cursor().live;
    const bool otherRun = status.generation != m_generation;
    if (live || m_wasLive || otherRun || status.steps < m_left) {
        m_left = status.steps;
    }
    m_wasLive = live;
    m_generation = status.generation;
    const quint64 count = live ? 0 : status.steps - m_left;
    if (count != m_new) {
        m_new = count;
        setText(textOf(m_new));
        setAccessibleName(m_new > 0 ? tr("%1 new steps, go live").arg(formatCount(m_new)) : QString());
        setVisible(m_new > 0);
    }
}

void NewStepsBadge::applyTheme(const Theme& theme)
{
    setStyleSheet(QStringLiteral("QToolButton { border: none; padding: 2px 4px; color: %1; }"
                                 "QToolButton:hover { text-decoration: underline; }")
                      .arg(theme.accent.name()));
}

} // namespace h5pulse::viewer
