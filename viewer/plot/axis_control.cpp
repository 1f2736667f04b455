// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/axis_control.h"

#include "core/format.h"
#include "plot/axis_ticker.h"
#include "plot/plot_widget.h"

namespace h5pulse::viewer {

AxisControl::AxisControl(PlotWidget& plot, Kind kind, AutoScale scale, QObject* parent)
    : QObject(parent)
    , m_plot(plot)
    , m_kind(kind)
    , m_ticker(new AxisTicker)
    , m_scale(scale)
{
    setSettings({});
}

void AxisControl::setAxis(QCPAxis* axis)
{
    m_axis = axis;
    if (axis) {
        m_ticker->setTickCount(axis->ticker()->tickCount());
        m_ticker->setTickStepStrategy(axis->ticker()->tickStepStrategy());
        axis->setTicker(m_ticker);
        // To the user it is the same axis, which may be zoomed. So nothing is released.
        axis->setScaleType(m_settings.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        m_plot.style(axis);
    }
    apply();
}

void AxisControl::describe(const QString& label, const QString& units)
{
    m_label = label;
    m_units = units;
    if (m_axis) {
        m_axis->setLabel(label);
    }
}

DataExtent AxisControl::measure(const DataRanges& data) const
{
    return complete(extentOf(data), data);
}

DataExtent AxisControl::complete(DataExtent extent, const DataRanges& data) const
{
    if (m_settings.mode == ScaleMode::Common) {
        findCommon(extent, data, m_settings.logarithmic);
    }
    return extent;
}

void AxisControl::show(const DataExtent& now)
{
    m_notPositive = now.notPositive;
    m_scale.include(now);
    apply();
}

void AxisControl::showOfRun(const DataExtent& seen)
{
    m_scale.includeOfRun(seen);
    apply();
}

void AxisControl::refit()
{
    m_scale.refit();
    apply();
}

void AxisControl::restart()
{
    m_notPositive = 0;
    m_scale.restart();
}

void AxisControl::apply()
{
    const bool log = m_settings.logarithmic;
    const bool moved = m_scale.factor() != m_factor;
    m_factor = m_scale.factor();
    m_ticker->setLogarithmic(log);
    m_ticker->setFactor(m_factor);
    if (m_axis) {
        const auto type = log ? QCPAxis::stLogarithmic : QCPAxis::stLinear;
        if (moved || m_axis->scaleType() != type) {
            m_plot.release(m_axis);
            m_axis->setScaleType(type);
            m_plot.style(m_axis);
        }
        fit();
    }
    if (moved) {
        emit positionsChanged();
    }
}

void AxisControl::fit()
{
    if (!m_axis) {
        return;
    }
    if (const auto range = m_scale.range()) {
        m_plot.fit(m_axis, range->first, range->second);
    } else if (m_settings.logarithmic) {
        m_plot.fit(m_axis, 1.0, 10.0); // no value can be shown
    }
}

QString AxisControl::omission() const
{
    if (!m_settings.logarithmic || m_notPositive == 0) {
        return {};
    }
    const QString count = formatCount(m_notPositive);
    return m_kind == Kind::Positions ? tr("   %1 points at ≤ 0 not shown").arg(count)
                                     : tr("   %1 values ≤ 0 not shown").arg(count);
}

void AxisControl::setSettings(const AxisSettings& settings)
{
    const bool moved = settings.logarithmic != m_settings.logarithmic;
    m_settings = settings;
    m_scale.setLogarithmic(settings.logarithmic);
    m_scale.setFixed({settings.lower, settings.upper});
    // Coordinates do not change: all of them are shown.
    const bool all = m_kind == Kind::Positions && settings.mode != ScaleMode::Fixed;
    m_scale.setMode(all ? ScaleMode::EachFrame : settings.mode);
    apply();
    if (moved) {
        emit positionsChanged();
    }
}

void AxisControl::setCentred(bool centred)
{
    m_scale.setCentred(centred);
    apply();
}

void AxisControl::setNotNegative(bool notNegative)
{
    m_scale.setNotNegative(notNegative);
    apply();
}

void AxisControl::chooseLogarithmic(bool logarithmic)
{
    AxisSettings settings = m_settings;
    settings.logarithmic = logarithmic;
    if (settings.mode == ScaleMode::Fixed && !canShow({settings.lower, settings.upper}, logarithmic)) {
        settings.mode = ScaleMode::Steady;
    }
    choose(settings);
}

void AxisControl::chooseMode(ScaleMode mode)
{
    AxisSettings settings = m_settings;
    settings.mode = mode;
    choose(settings);
}

QString AxisControl::chooseFixed(double lower, double upper)
{
    if (!std::isfinite(lower) || !std::isfinite(upper)) {
        return tr("Both have to be numbers.");
    }
    if (lower >= upper) {
        return tr("The second has to be larger than the first.");
    }
    if (m_settings.logarithmic && lower <= 0.0) {
        return tr("On a logarithmic axis both have to be larger than 0.");
    }
    if (!canShow({lower, upper}, m_settings.logarithmic)) {
        return tr("These are too close together, or too far apart, to be drawn.");
    }
    choose({m_settings.logarithmic, ScaleMode::Fixed, lower, upper});
    return {};
}

void AxisControl::choose(const AxisSettings& settings)
{
    if (m_axis) {
        m_plot.release(m_axis);
    }
    if (settings != m_settings) {
        setSettings(settings);
        emit chosen();
    }
    fit();
    m_plot.scheduleReplot();
}

} // namespace h5pulse::viewer
