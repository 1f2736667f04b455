// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slider/slider_marks.h"

#include "core/health/alarms.h"
#include "ui/alarms/alarm_badge.h"
#include "ui/slider/step_slider.h"
#include "ui/views/view_area.h"

#include <algorithm>

namespace h5pulse::viewer {

SliderMarks::SliderMarks(StepSlider& slider, const Alarms& alarms, const ViewArea& views, QObject* parent)
    : QObject(parent)
    , m_slider(slider)
    , m_alarms(alarms)
    , m_views(views)
    , m_theme(&lightTheme())
{
    connect(&alarms, &Alarms::changed, this, &SliderMarks::markAlarms);
    connect(&views, &ViewArea::marksChanged, this, &SliderMarks::markViews);
}

void SliderMarks::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    markAlarms();
    markViews();
}

void SliderMarks::markAlarms()
{
    std::vector<StepMark> marks;
    for (const AlarmMark& mark : m_alarms.marks()) {
        marks.push_back({mark.step, severityColor(*m_theme, mark.severity), mark.text});
    }
    std::ranges::sort(marks, {}, &StepMark::step);
    m_slider.setMarks(MarkSource::Alarms, std::move(marks));
}

void SliderMarks::markViews()
{
    std::vector<StepMark> marks = m_views.marks();
    std::ranges::stable_sort(marks, {}, &StepMark::step);
    m_slider.setMarks(MarkSource::Views, std::move(marks));
}

} // namespace h5pulse::viewer
