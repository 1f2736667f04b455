// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace h5pulse::viewer {

class Alarms;
class StepSlider;
class ViewArea;
struct Theme;

/// Marks in the slider where alarms belong, and the steps that open views hold on to.
class SliderMarks : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive it.
    SliderMarks(StepSlider& slider, const Alarms& alarms, const ViewArea& views, QObject* parent = nullptr);

    /// After the views.
    void applyTheme(const Theme& theme);

private:
    void markAlarms();
    void markViews();

    StepSlider& m_slider;
    const Alarms& m_alarms;
    const ViewArea& m_views;
    const Theme* m_theme;
};

} // namespace h5pulse::viewer
