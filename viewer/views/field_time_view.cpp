// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/field_time_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/plot_widget.h"
#include "plot/time_axis_range.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kPixelSteps = 64;
constexpr int kReadoutDigits = 5;

} // namespace

FieldTimeView::FieldTimeView(QWidget* parent)
    : TimeView(AutoScale(0.0), parent)
{
}

void FieldTimeView::showContext(const ViewContext& before)
{
    const ViewContext& now = context();
    if (now.run != before.run || now.field != before.field || now.slice != before.slice) {
        startSubject(before);
    }
    TimeView::showContext(before);
}

void FieldTimeView::startSubject(const ViewContext& before)
{
    const FieldPtr& old = before.field;
    const bool otherRun = context().run != before.run;
    const bool otherField = !field() || !old || field()->name != old->name || field()->shape != old->shape;
    const bool switched = otherField && old;
    if (switched && !otherRun) {
        plot().forgetZoom({plot().axisRect()->axis(QCPAxis::atBottom)->objectName()});
    }
    if (switched) {
        unmark();
    }
    if (otherRun) {
        plot().forgetZoom();
        restartTime();
    }
    if (otherRun || otherField) {
        clear(field() ? problemOfField() : QString());
        startField();
    }
    ask();
}

void FieldTimeView::clear(const QString& sentence)
{
    m_result = nullptr;
    setKeys(nullptr, keys());
    take(nullptr);
    showPlaceholder(sentence);
    updateTitle();
    updateReadout();
    placeCursors();
    plot().scheduleReplot();
}

void FieldTimeView::showAnswer(const Answer& answer)
{
    const auto result = answer.as<OverTimeResult>();
    if (!answer.result || !field() || answer.result->run != context().run ||
        (result && result->field && result->field->name != field()->name)) {
        return; // keeps the present picture until a result arrives
    }
    if (!answer.result->problem.empty() || !take(result)) {
        clear(toText(answer.result->problem));
        return;
    }
    showPlaceholder(QString());
    m_result = result;
    setKeys(m_result->run, m_result->axis);
    coverRun();
    refresh();
    updateTitle();
    placeCursors();
    drawMark();
    plot().scheduleReplot();
    updateReadout();
}

void FieldTimeView::coverRun()
{
    if (m_result && m_result->steps > 0) {
        cover(m_result->firstKey, m_result->lastKey);
        DataExtent extent;
        extent.low = covered().lower();
        extent.high = covered().upper();
        extent.lowestPositive = m_result->firstPositiveKey;
        extent.notPositive = m_result->notPositive;
        time().show(extent);
    }
}

void FieldTimeView::redraw()
{
    if (m_result) {
        refresh();
    }
}

std::size_t FieldTimeView::pixelsOf(int size) const
{
    const double pixels = std::max(1.0, size * devicePixelRatioF());
    return kPixelSteps * static_cast<std::size_t>(std::ceil(pixels / kPixelSteps));
}

/// Uses the time axis of the drawn run, because another run may be open already.
QString FieldTimeView::keyText(double key) const
{
    if (!overTime()) {
        return tr("step %1").arg(stepAt(key));
    }
    const RunDescription& run = *m_result->run;
    return tr("%1 = %2%3")
        .arg(toText(run.timeName), formatNumber(key, kReadoutDigits), unitSuffix(toText(run.timeUnits)));
}

QString FieldTimeView::keyDifference(double key) const
{
    const double delta = key - marker().place().x();
    if (!overTime()) {
        return PlotMarker::difference(tr("step"), std::round(delta), {});
    }
    return PlotMarker::timeDifference(toText(m_result->run->timeName), delta,
                                      toText(m_result->run->timeUnits));
}

QString FieldTimeView::readingText() const
{
    // Rounded down, so that 100 % means that everything was read.
    return m_result && m_result->progress < 1.0
               ? tr("   reading %1 %").arg(static_cast<int>(100.0 * m_result->progress))
               : QString();
}

QString FieldTimeView::distanceText() const
{
    return m_result && m_result->distance > 1
               ? tr("   1 step in %1 read").arg(formatCount(m_result->distance))
               : QString();
}

} // namespace h5pulse::viewer
