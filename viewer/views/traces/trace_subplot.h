// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/subplot_stack.h"
#include "views/traces/trace_curve.h"

#include <h5pulse/service/trace.h>

#include <memory>
#include <optional>

class QCPAxis;
class QFont;
class QWidget;

namespace h5pulse::viewer {

class AxisControl;
class AxisMenu;
class PlotWidget;

/// A subplot with the traces of one field, on a common value axis.
class TraceSubplot
{
public:
    /// @param traces  the constructor makes curves for those of the field, and take() draws them
    /// @param kind    whether the time axis counts times or steps
    /// @param keys    the time axis of all subplots; must outlive this, as must `plot`
    TraceSubplot(PlotWidget& plot, const SubplotStack::Subplot& place, const QString& field,
                 const TraceSet& traces, TraceWindow::Axis kind, const AxisControl& keys, QWidget* owner);
    ~TraceSubplot();
    TraceSubplot(const TraceSubplot&) = delete;
    TraceSubplot& operator=(const TraceSubplot&) = delete;

    const QString& field() const { return m_field; }
    QCPAxis* keyAxis() const;
    const std::vector<TraceCurve>& curves() const { return m_curves; }
    AxisControl& values() const { return *m_values; }
    AxisMenu& menu() const { return *m_menu; }

    /// Takes the latest traces, and draws those that have changed.
    /// @pre The set has a trace for each curve.
    void take(const TraceSet& traces, const std::optional<TraceWindow>& zoomed);
    /// Draws the traces of the compared run too; null: none.
    /// @pre take() was called.
    void compare(const TraceSetPtr& other, const std::optional<TraceWindow>& zoomed);
    /// Gives the extent of the traces to the value axis.
    /// @param zoomed  the visible time range; none: the whole run
    void measure(const std::optional<TraceWindow>& zoomed);
    /// Draws all curves again, after the scale of an axis has changed.
    void redraw();
    /// Puts the labels of the curves above the subplot.
    void placeLabels(const QFont& font) const;
    /// @param index  of the subplot; selects its first colour
    void style(std::size_t index, const QFont& font);

private:
    void addCurve(const TraceId& id);

    PlotWidget& m_plot;
    SubplotStack::Subplot m_place;
    QString m_field;
    const AxisControl& m_keys;
    TraceWindow::Axis m_kind;
    std::vector<TraceCurve> m_curves;
    std::unique_ptr<AxisControl> m_values;
    std::unique_ptr<AxisMenu> m_menu;
};

} // namespace h5pulse::viewer
