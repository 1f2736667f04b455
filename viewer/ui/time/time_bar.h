// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QJsonObject>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace h5pulse::viewer {

class NewStepsBadge;
class NumberEntry;
class OverviewChoice;
class Playback;
class RunDocument;
class SpeedBox;
class StepSlider;

/// Bar that selects the step: slider, buttons, step and time entries, playback, live. A narrow bar hides
/// parts that the menu and keys also offer.
class TimeBar : public QWidget
{
    Q_OBJECT

public:
    TimeBar(RunDocument& document, Playback& playback, QWidget* parent = nullptr);

    void applyTheme(const Theme& theme);
    void refresh();
    /// Sets the menu of the button beside play, with speed, stride, loop and range.
    void setPlayingMenu(QMenu& menu);

    /// Saves the trace in the slider, and the playback settings.
    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

    StepSlider& slider() { return *m_slider; }
    NumberEntry& stepEntry() { return *m_stepEntry; }
    NumberEntry& timeEntry() { return *m_timeEntry; }
    QToolButton& liveButton() { return *m_live; }
    QToolButton& playButton() { return *m_play; }
    NewStepsBadge& badge() { return *m_badge; }
    SpeedBox& speedBox() { return *m_speed; }
    OverviewChoice& overviewChoice() { return *m_overview; }

    QSize minimumSizeHint() const override;

signals:
    /// The user has finished typing.
    void entryDone();
    /// The result of saveState() has changed.
    void stateChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* addButton(const QString& toolTip);
    void build();
    void buildEntries();
    void arrange();
    void connectParts();
    void connectPlayback();
    void fitParts();
    int requiredWidth() const;
    QList<QWidget*> optionalParts() const;
    void showTimeName(const QString& name, bool visible);
    void showRange();
    void enterStep(const QString& text);
    void enterTime(const QString& text);
    void styleIcons();
    void styleLive();

    RunDocument& m_document;
    Playback& m_playback;
    const Theme* m_theme;
    StepSlider* m_slider;
    QToolButton* m_first;
    QToolButton* m_previous;
    QToolButton* m_backward;
    QToolButton* m_play;
    QToolButton* m_next;
    QToolButton* m_last;
    QToolButton* m_how;
    SpeedBox* m_speed;
    QHBoxLayout* m_row;
    NumberEntry* m_stepEntry;
    QLabel* m_stepLabel;
    QLabel* m_timeLabel;
    NumberEntry* m_timeEntry;
    NewStepsBadge* m_badge;
    QToolButton* m_live;
    OverviewChoice* m_overview;
    bool m_restoring = false;
};

} // namespace h5pulse::viewer
