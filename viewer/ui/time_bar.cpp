// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time_bar.h"

#include "core/format.h"
#include "core/playback.h"
#include "core/run_document.h"
#include "ui/icons.h"
#include "ui/number_entry.h"
#include "ui/step_slider.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace h5pulse::viewer {

namespace {
constexpr double kSpeeds[] = {1, 5, 10, 30, 100, 300, 1000, 10'000, 100'000};
constexpr double kDefaultSpeed = 30;
constexpr int kLeastWidth = 510;
constexpr int kWidthWithSpeed = 640; // narrower bars leave the choice of speed out
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
    m_slider->setAccessibleName(tr("Step"));
    m_first = addButton(tr("First step (Home)"));
    m_previous = addButton(tr("Previous step (Left)"));
    m_play = addButton(tr("Play or pause (Space)"));
    m_next = addButton(tr("Next step (Right)"));
    m_last = addButton(tr("Last step, as of now"));
    m_speed = new QComboBox(this);
    m_speed->setFocusPolicy(Qt::ClickFocus);
    m_speed->setToolTip(tr("Speed of playing"));
    m_speed->setAccessibleName(m_speed->toolTip());
    for (const double speed : kSpeeds) {
        m_speed->addItem(
            tr("%1 steps/s")
                .arg(formatRate(speed).remove(QStringLiteral(".00")).remove(QStringLiteral(".0"))),
            speed);
    }
    m_speed->setCurrentIndex(m_speed->findData(kDefaultSpeed));
    m_stepEntry = new NumberEntry(this);
    m_stepEntry->setAccessibleName(tr("Step"));
    m_stepEntry->setToolTip(tr("Go to a step: type its number and Return"));
    m_timeLabel = new QLabel(this);
    m_timeEntry = new NumberEntry(this);
    m_timeEntry->setAccessibleName(tr("Time"));
    m_timeEntry->setToolTip(tr("Go to a time: the last step that is not after it"));
    const int entryWidth = fontMetrics().horizontalAdvance(QStringLiteral("-8.88888e-88")) + 10;
    m_stepEntry->setFixedWidth(entryWidth);
    m_timeEntry->setFixedWidth(entryWidth);
    m_live = new QToolButton(this);
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setText(tr("Live"));
    m_live->setCheckable(true);
    m_live->setFocusPolicy(Qt::NoFocus);
    m_live->setToolTip(tr("Follow the latest step (End)"));
    m_live->setFixedHeight(28);
    m_live->setMinimumWidth(64);

    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    for (QToolButton* button : {m_first, m_previous, m_play, m_next, m_last}) {
        row->addWidget(button);
    }
    row->addSpacing(4);
    row->addWidget(m_speed);
    row->addStretch(1);
    row->addWidget(new QLabel(tr("step"), this));
    row->addSpacing(4);
    row->addWidget(m_stepEntry);
    row->addSpacing(8);
    row->addWidget(m_timeLabel);
    row->addSpacing(4);
    row->addWidget(m_timeEntry);
    row->addSpacing(8);
    row->addWidget(m_live);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    layout->addWidget(m_slider);
    layout->addLayout(row);
}

void TimeBar::connectParts()
{
    connect(m_slider, &StepSlider::stepWanted, &m_document, &RunDocument::goToStep);
    connect(m_first, &QToolButton::clicked, this, [this] { m_document.goToStep(0); });
    connect(m_previous, &QToolButton::clicked, this, [this] { m_document.moveBy(-1); });
    connect(m_play, &QToolButton::clicked, &m_playback, &Playback::toggle);
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
    connect(m_speed, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_playback.setSpeed(m_speed->itemData(index).toDouble()); });
    m_playback.setSpeed(kDefaultSpeed);
    connect(m_stepEntry, &NumberEntry::entered, this, &TimeBar::enterStep);
    connect(m_stepEntry, &NumberEntry::stepped, this, [this](int by) { m_document.moveBy(by); });
    connect(m_timeEntry, &NumberEntry::entered, this, &TimeBar::enterTime);
    connect(m_timeEntry, &NumberEntry::stepped, this, [this](int by) { m_document.moveBy(by); });
    connect(&m_playback, &Playback::playingChanged, this, &TimeBar::styleIcons);
    connect(&m_document, &RunDocument::cursorChanged, this, &TimeBar::refresh);
    connect(&m_document, &RunDocument::statusChanged, this, &TimeBar::refresh);
    connect(&m_document, &RunDocument::frameChanged, this, &TimeBar::refresh);
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
          static_cast<QWidget*>(m_next), static_cast<QWidget*>(m_last), static_cast<QWidget*>(m_stepEntry),
          static_cast<QWidget*>(m_timeEntry)}) {
        part->setEnabled(any);
    }
    m_live->setChecked(cursor.live);
    const bool hasTimes = status.run && status.run->hasTimes;
    m_timeLabel->setText(hasTimes ? status.run->timeName : tr("t"));
    m_timeLabel->setVisible(hasTimes || !status.run);
    m_timeEntry->setVisible(hasTimes || !status.run);
    m_stepEntry->follow(frame ? QString::number(frame->step) : QString());
    m_timeEntry->follow(frame && hasTimes ? formatNumber(frame->time) : QString());
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
    m_play->setIcon(icon(m_playback.isPlaying() ? Symbol::Pause : Symbol::Play));
    m_next->setIcon(icon(Symbol::Next));
    m_last->setIcon(icon(Symbol::Last));
}

void TimeBar::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    m_slider->applyTheme(theme);
    styleIcons();
    styleLive();
}

void TimeBar::styleLive()
{
    // The accent is for what is live; the latest step of a run that is over is just that.
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
    return {kLeastWidth, layout()->totalMinimumSize().height()};
}

void TimeBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_speed->setVisible(width() >= kWidthWithSpeed);
}

} // namespace h5pulse::viewer
