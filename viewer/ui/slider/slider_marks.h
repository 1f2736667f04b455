// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace h5pulse::viewer {

class Alarms;
class StepSlider;
class ViewArea;
struct Theme;

/// Marks the steps of alarms and of open views, such as pinned steps, in the slider.
class SliderMarks : public QObject
{
    Q_OBJECT

public:
    /// All arguments must outlive this object.
    SliderMarks(StepSlider& slider, const Alarms& alarms, const ViewArea& views, QObject* parent = nullptr);

    /// Call after the views have taken on the theme.
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
