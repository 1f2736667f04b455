// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time/time_bar.h"

#include "core/format.h"
#include "core/playback/playback.h"
#include "core/run/run_document.h"
#include "core/texts.h"
#include "ui/slider/overview_choice.h"
#include "ui/slider/step_slider.h"
#include "ui/time/new_steps_badge.h"
#include "ui/time/speed_box.h"
#include "widgets/icons.h"
#include "widgets/number_entry.h"
#include "widgets/tabular_font.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {
constexpr int kMinWidth = 510;
constexpr int kWidthForWords = 860; // narrower bars say "+412" instead of "412 new steps"
constexpr qsizetype kMaxName = 5;   // characters of the time's name; the tool tip has the full name
} // namespace

TimeBar::TimeBar(RunDocument& document, Playback& playback, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_playback(playback)
    , m_theme(&lightTheme())
{
    build();
    connectParts();
    applyTheme(lightTheme());
    refresh();
}

QToolButton* TimeBar::addButton(const QString& toolTip)
{
    auto* button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setFixedSize(30, 28);
    return button;
}

void TimeBar::build()
{
    m_slider = new StepSlider(this);
    m_overview = new OverviewChoice(m_document, *m_slider, this);
    m_first = addButton(tr("First step (Home)"));
    m_previous = addButton(tr("Previous step (Left)"));
    m_backward = addButton(tr("Play backward or pause (Shift+Space)"));
    m_play = addButton(tr("Play or pause (Space)"));
    m_next = addButton(tr("Next step (Right)"));
    m_last = addButton(tr("Last step (Ctrl+End)"));
    m_how = addButton(tr("Playback options (speed, stride, loop, range)"));
    m_how->setFixedWidth(24);
    m_how->setPopupMode(QToolButton::InstantPopup);
    m_how->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_speed = new SpeedBox(m_document, m_playback, this);
    buildEntries();
    m_badge = new NewStepsBadge(m_document, this);
    m_live = new QToolButton(this);
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setText(tr("Live"));
    m_live->setCheckable(true);
    m_live->setFocusPolicy(Qt::NoFocus);
    m_live->setToolTip(tr("Follow the latest step (End)"));
    m_live->setFixedHeight(28);
    m_live->setMinimumWidth(64);
    arrange();
}

void TimeBar::buildEntries()
{
    m_stepEntry = new NumberEntry(this);
    m_stepEntry->setAccessibleName(tr("Step"));
    m_stepEntry->setToolTip(tr("Type a step number and press Return to go there"));
    m_timeLabel = new QLabel(this);
    m_timeLabel->setTextFormat(Qt::PlainText);
    m_timeEntry = new NumberEntry(this);
    m_timeEntry->setAccessibleName(tr("Time"));
    m_timeEntry->setToolTip(tr("Type a time and press Return to go to the last step that is not later"));
    const QFont font = tabularFont(this->font());
    const int width = QFontMetrics(font).horizontalAdvance(QStringLiteral("-8.88888e-88")) + 10;
    for (NumberEntry* entry : {m_stepEntry, m_timeEntry}) {
        entry->setFont(font);
        entry->setFixedWidth(width);
    }
}

void TimeBar::arrange()
{
    m_row = new QHBoxLayout;
    m_row->setSpacing(2);
    for (QToolButton* button : {m_first, m_previous, m_backward, m_play, m_how, m_next, m_last}) {
        m_row->addWidget(button);
    }
    m_row->addSpacing(4);
    m_row->addWidget(m_speed);
    m_row->addStretch(1);
    m_stepLabel = new QLabel(tr("step"), this);
    m_row->addWidget(m_stepLabel);
    m_row->addSpacing(2);
    m_row->addWidget(m_stepEntry);
    m_row->addSpacing(4);
    m_row->addWidget(m_timeLabel);
    m_row->addSpacing(2);
    m_row->addWidget(m_timeEntry);
    m_row->addSpacing(2);
    m_row->addWidget(m_badge);
    m_row->addSpacing(2);
    m_row->addWidget(m_live);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 6);
    layout->setSpacing(4);
    layout->addWidget(m_slider);
    layout->addLayout(m_row);
}

void TimeBar::connectParts()
{
    connect(m_slider, &StepSlider::stepWanted, &m_document, &RunDocument::goToStep);
    connect(m_slider, &StepSlider::moveWanted, &m_document, &RunDocument::moveBy);
    connect(m_first, &QToolButton::clicked, this, [this] { m_document.goToStep(0); });
    connect(m_previous, &QToolButton::clicked, this, [this] { m_document.moveBy(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { m_document.moveBy(1); });
    connect(m_last, &QToolButton::clicked, this, [this] {
        const quint64 steps = m_document.status().steps;
        m_document.goToStep(steps > 0 ? steps - 1 : 0);
    });
    connect(m_live, &QToolButton::clicked, this, [this](bool checked) {
        if (checked) {
            m_document.goLive();
        } else {
            m_document.moveBy(0);
        }
    });
    connect(m_stepEntry, &NumberEntry::entered, this, &TimeBar::enterStep);
    connect(m_stepEntry, &NumberEntry::stepped, this, [this](int by) { m_document.moveBy(by); });
    connect(m_timeEntry, &NumberEntry::entered, this, &TimeBar::enterTime);
    connect(m_timeEntry, &NumberEntry::stepped, this, [this](int by) { m_document.moveBy(by); });
    connect(&m_document, &RunDocument::cursorChanged, this, &TimeBar::refresh);
    connect(&m_document, &RunDocument::statusChanged, this, &TimeBar::refresh);
    connect(&m_document, &RunDocument::frameChanged, this, &TimeBar::refresh);
    connect(m_overview, &OverviewChoice::changed, this, &TimeBar::stateChanged);
    connectPlayback();
}

void TimeBar::connectPlayback()
{
    connect(m_play, &QToolButton::clicked, &m_playback, &Playback::toggle);
    connect(m_backward, &QToolButton::clicked, &m_playback, &Playback::toggleBackward);
    connect(m_speed, &SpeedBox::entryDone, this, &TimeBar::entryDone);
    connect(&m_playback, &Playback::playingChanged, this, &TimeBar::styleIcons);
    connect(&m_playback, &Playback::changed, this, &TimeBar::showRange);
    connect(&m_playback, &Playback::changed, this, [this] {
        if (!m_restoring) {
            emit stateChanged();
        }
    });
}

void TimeBar::showRange()
{
    const auto stepOf = [](const std::optional<PlaybackMark>& mark) {
        return mark ? std::optional(mark->step) : std::nullopt;
    };
    m_slider->setRange({stepOf(m_playback.rangeBegin()), stepOf(m_playback.rangeEnd())});
}

void TimeBar::setPlayingMenu(QMenu& menu)
{
    m_how->setMenu(&menu);
}

QJsonObject TimeBar::saveState() const
{
    return {{QStringLiteral("overview"), m_overview->saveState()},
            {QStringLiteral("playback"), m_playback.saveState()}};
}

void TimeBar::restoreState(const QJsonObject& state)
{
    const QScopedValueRollback<bool> restoring(m_restoring, true);
    m_overview->restoreState(state[QStringLiteral("overview")].toObject());
    m_playback.restoreState(state[QStringLiteral("playback")].toObject());
}

void TimeBar::refresh()
{
    const RunStatus& status = m_document.status();
    const Cursor cursor = m_document.cursor();
    const FramePtr& frame = m_document.frame();
    const bool any = status.steps > 0;
    m_slider->setSteps(status.steps);
    m_slider->setStep(cursor.step);
    const bool live = cursor.live && isGrowing(status.phase);
    m_slider->setLive(live);
    if (live != m_live->property("growing").toBool()) {
        m_live->setProperty("growing", live);
        styleLive();
    }
    for (QWidget* part :
         {static_cast<QWidget*>(m_first), static_cast<QWidget*>(m_previous), static_cast<QWidget*>(m_play),
          static_cast<QWidget*>(m_backward), static_cast<QWidget*>(m_next), static_cast<QWidget*>(m_last),
          static_cast<QWidget*>(m_stepEntry), static_cast<QWidget*>(m_timeEntry)}) {
        part->setEnabled(any);
    }
    m_live->setChecked(cursor.live);
    const bool hasTimes = status.run && status.run->hasTimes;
    showTimeName(hasTimes ? toText(status.run->timeName) : tr("t"), hasTimes || !status.run);
    m_stepEntry->follow(frame ? QString::number(frame->step) : QString());
    m_timeEntry->follow(frame && hasTimes ? formatNumber(frame->time) : QString());
}

void TimeBar::showTimeName(const QString& name, bool visible)
{
    const QString text = name.size() <= kMaxName ? name : name.left(kMaxName - 1) + QStringLiteral("…");
    if (text != m_timeLabel->text() || visible == m_timeLabel->isHidden()) {
        m_timeLabel->setText(text);
        m_timeLabel->setToolTip(QStringLiteral("<p>%1</p>").arg(name.toHtmlEscaped()));
        m_timeLabel->setVisible(visible);
        m_timeEntry->setVisible(visible);
        fitParts();
        updateGeometry();
    }
}

void TimeBar::enterStep(const QString& text)
{
    bool good = false;
    const quint64 step = QString(text).remove(QLatin1Char(',')).toULongLong(&good);
    if (good) {
        m_document.goToStep(step);
    }
    refresh();
    emit entryDone();
}

void TimeBar::enterTime(const QString& text)
{
    bool good = false;
    const double time = text.toDouble(&good);
    if (good && std::isfinite(time)) {
        m_document.goToTime(time);
    }
    refresh();
    emit entryDone();
}

void TimeBar::styleIcons()
{
    const auto icon = [this](Symbol symbol) { return symbolIcon(symbol, m_theme->text, m_theme->border); };
    m_first->setIcon(icon(Symbol::First));
    m_previous->setIcon(icon(Symbol::Previous));
    const bool backward = m_playback.direction() == Playback::Direction::Backward;
    const bool playing = m_playback.isPlaying();
    m_play->setIcon(icon(playing && !backward ? Symbol::Pause : Symbol::Play));
    m_backward->setIcon(icon(playing && backward ? Symbol::Pause : Symbol::PlayBackward));
    m_how->setIcon(icon(Symbol::Down));
    m_next->setIcon(icon(Symbol::Next));
    m_last->setIcon(icon(Symbol::Last));
}

void TimeBar::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    m_slider->applyTheme(theme);
    m_badge->applyTheme(theme);
    styleIcons();
    styleLive();
}

void TimeBar::styleLive()
{
    // Only a growing run has the accent colour. The latest step of an ended run is not live.
    const bool growing = m_live->property("growing").toBool();
    const QColor& checked = growing ? m_theme->accent : m_theme->neutral;
    m_live->setStyleSheet(
        QStringLiteral(
            "QToolButton { border: 1px solid %1; border-radius: 5px; padding: 2px 10px; color: %2; "
            "background: transparent; }"
            "QToolButton:checked { border-color: %3; background: %3; color: %4; font-weight: 600; }"
            "QToolButton:hover:!checked { border-color: %5; }")
            .arg(m_theme->border.name(), m_theme->text.name(), checked.name(), m_theme->surface.name(),
                 m_theme->accent.name()));
}

QSize TimeBar::minimumSizeHint() const
{
    return {std::max(kMinWidth, requiredWidth()), layout()->totalMinimumSize().height()};
}

void TimeBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitParts();
}

/// Parts that a narrow bar hides. Earlier parts stay longer.
QList<QWidget*> TimeBar::optionalParts() const
{
    return {m_stepLabel, m_first, m_last, m_speed, m_backward};
}

/// Width of all parts that are always visible.
int TimeBar::requiredWidth() const
{
    const QList<QWidget*> optional = optionalParts();
    const QMargins margins = layout()->contentsMargins();
    int width = margins.left() + margins.right() +
                m_row->spacing() * (m_row->count() - 1 - static_cast<int>(optional.size()));
    for (int i = 0; i < m_row->count(); ++i) {
        QLayoutItem* item = m_row->itemAt(i);
        if (item->widget() == m_badge) {
            width += m_badge->shortWidth();
        } else if (!optional.contains(item->widget())) {
            width += item->sizeHint().width();
        }
    }
    return width;
}

void TimeBar::fitParts()
{
    m_badge->setShort(width() < kWidthForWords);
    int room = width() - requiredWidth() - (m_badge->minimumWidth() - m_badge->shortWidth());
    for (QWidget* part : optionalParts()) {
        room -= part->sizeHint().width() + m_row->spacing();
        part->setVisible(room >= 0);
    }
}

} // namespace h5pulse::viewer
