// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace h5pulse::viewer {

class NumberEntry;
class Playback;
class RunDocument;
class StepSlider;

/// Where in the run one looks: slider, buttons, step and time entries, play, live.
class TimeBar : public QWidget
{
    Q_OBJECT

public:
    TimeBar(RunDocument& document, Playback& playback, QWidget* parent = nullptr);

    void applyTheme(const Theme& theme);
    /// Shows everything anew.
    void refresh();

    StepSlider& slider() { return *m_slider; }
    NumberEntry& stepEntry() { return *m_stepEntry; }
    NumberEntry& timeEntry() { return *m_timeEntry; }
    QToolButton& liveButton() { return *m_live; }

    QSize minimumSizeHint() const override;

signals:
    /// Nobody types any more.
    void entryDone();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* addButton(const QString& toolTip);
    void build();
    void connectParts();
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
    QToolButton* m_play;
    QToolButton* m_next;
    QToolButton* m_last;
    QComboBox* m_speed;
    NumberEntry* m_stepEntry;
    QLabel* m_timeLabel;
    NumberEntry* m_timeEntry;
    QToolButton* m_live;
};

} // namespace h5pulse::viewer
