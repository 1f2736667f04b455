// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time/time_menu.h"

#include "core/playback/playback.h"
#include "core/run/run_document.h"
#include "ui/bookmarks/bookmark_dock.h"
#include "ui/slider/step_slider.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QWidgetAction>

namespace h5pulse::viewer {

TimeMenu::TimeMenu(RunDocument& document, Playback& playback, StepSlider& slider, BookmarkDock& bookmarks,
                   QWidget* parent)
    : QMenu(tr("&Time"), parent)
    , m_document(document)
    , m_playback(playback)
    , m_slider(slider)
    , m_bookmarks(bookmarks)
    , m_playing(new QMenu(tr("Pla&ying"), this))
{
    add(*this, tr("&Live"), Qt::Key_End, [this] { m_document.goLive(); });
    add(*this, tr("&Play or pause"), Qt::Key_Space, [this] { m_playback.toggle(); })->setAutoRepeat(false);
    add(*this, tr("Play back&ward"), Qt::SHIFT | Qt::Key_Space, [this] {
        m_playback.toggleBackward();
    })->setAutoRepeat(false);
    addPlaying();
    addMenu(m_playing);
    addSeparator();
    addSteps();
    addSeparator();
    addBookmarks();
}

QAction* TimeMenu::add(QMenu& menu, const QString& text, const QKeySequence& key,
                       std::function<void()> action)
{
    QAction* item = menu.addAction(text, this, std::move(action));
    item->setShortcut(key);
    return item;
}

void TimeMenu::addSteps()
{
    add(*this, tr("&First step"), Qt::Key_Home, [this] { m_document.goToStep(0); });
    add(*this, tr("Pre&vious step"), Qt::Key_Left, [this] { m_document.moveBy(-1); });
    add(*this, tr("&Next step"), Qt::Key_Right, [this] { m_document.moveBy(1); });
    add(*this, tr("Last &step"), Qt::CTRL | Qt::Key_End,
        [this] { m_document.goToStep(std::max<quint64>(1, m_document.status().steps) - 1); });
    add(*this, tr("Many steps &back"), Qt::Key_PageUp, [this] { m_document.moveBy(-m_slider.page()); });
    add(*this, tr("Many steps f&orward"), Qt::Key_PageDown, [this] { m_document.moveBy(m_slider.page()); });
}

void TimeMenu::addBookmarks()
{
    add(*this, tr("Add book&mark"), Qt::CTRL | Qt::Key_B, [this] {
        m_bookmarks.addHere();
    })->setAutoRepeat(false);
    add(*this, tr("Ne&xt bookmark"), Qt::Key_F4, [this] { m_bookmarks.goNext(); });
    add(*this, tr("P&revious bookmark"), Qt::SHIFT | Qt::Key_F4, [this] { m_bookmarks.goPrevious(); });
    QAction* list = m_bookmarks.toggleViewAction();
    list->setText(tr("Boo&kmarks"));
    list->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B));
    addAction(list);
}

void TimeMenu::addPlaying()
{
    m_playing->setToolTipsVisible(true);
    addSpeeds();
    m_playing->addSeparator();
    addStride();
    QAction* loop = m_playing->addAction(tr("L&oop"));
    loop->setShortcut(Qt::CTRL | Qt::Key_L);
    loop->setCheckable(true);
    connect(loop, &QAction::toggled, &m_playback, &Playback::setLooping);
    connect(&m_playback, &Playback::changed, loop,
            [this, loop] { loop->setChecked(m_playback.isLooping()); });
    m_playing->addSeparator();
    add(*m_playing, tr("Only &from this step on"), Qt::Key_BracketLeft,
        [this] { m_playback.toggleRangeBegin(); });
    add(*m_playing, tr("Only up &to this step"), Qt::Key_BracketRight,
        [this] { m_playback.toggleRangeEnd(); });
    QAction* all =
        add(*m_playing, tr("The whole &run"), Qt::Key_Backslash, [this] { m_playback.clearRange(); });
    const auto refresh = [this, all] {
        all->setEnabled(m_playback.rangeBegin().has_value() || m_playback.rangeEnd().has_value());
    };
    connect(&m_playback, &Playback::changed, all, refresh);
    refresh();
}

void TimeMenu::addSpeeds()
{
    add(*m_playing, tr("Fa&ster"), Qt::CTRL | Qt::Key_Up, [this] { m_playback.faster(); });
    add(*m_playing, tr("S&lower"), Qt::CTRL | Qt::Key_Down, [this] { m_playback.slower(); });
    auto* units = new QActionGroup(m_playing);
    m_bySteps = units->addAction(tr("By ste&ps"));
    m_byTime = units->addAction(tr("By simulated t&ime"));
    for (QAction* action : {m_bySteps, m_byTime}) {
        action->setCheckable(true);
        m_playing->addAction(action);
    }
    connect(m_bySteps, &QAction::triggered, this, [this] { m_playback.setSpeed({}); });
    connect(m_byTime, &QAction::triggered, this, [this] {
        m_playback.setSpeed({m_playback.usualTimeSpeed(), PlaybackSpeed::Unit::Time});
    });
    connect(m_playing, &QMenu::aboutToShow, this, &TimeMenu::refreshPlaying);
}

void TimeMenu::refreshPlaying()
{
    const QString problem = m_playback.timeProblem();
    const bool byTime = m_playback.speed().unit == PlaybackSpeed::Unit::Time;
    m_bySteps->setChecked(!byTime);
    m_byTime->setChecked(byTime);
    m_byTime->setEnabled(problem.isEmpty());
    m_byTime->setToolTip(problem.isEmpty() ? tr("Play at a constant simulated time per second") : problem);
}

void TimeMenu::addStride()
{
    auto* row = new QWidget(m_playing);
    auto* stride = new QSpinBox(row);
    stride->setObjectName(QStringLiteral("stride"));
    stride->setRange(1, static_cast<int>(Playback::kMaxStride));
    stride->setAccessibleName(tr("Show every n-th step"));
    stride->setToolTip(tr("1 shows all steps. Larger numbers skip steps at the same speed. Playing by "
                          "simulated time ignores this."));
    auto* label = new QLabel(tr("Sho&w every n-th step, n ="), row);
    label->setBuddy(stride);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(28, 2, 8, 2);
    layout->addWidget(label);
    layout->addWidget(stride, 1);
    auto* action = new QWidgetAction(m_playing);
    action->setText(tr("Show every n-th step")); // for screen readers
    action->setDefaultWidget(row);
    m_playing->addAction(action);
    connect(stride, &QSpinBox::valueChanged, &m_playback,
            [this](int value) { m_playback.setStride(static_cast<quint64>(value)); });
    connect(&m_playback, &Playback::changed, stride,
            [this, stride] { stride->setValue(static_cast<int>(m_playback.stride())); });
}

} // namespace h5pulse::viewer
