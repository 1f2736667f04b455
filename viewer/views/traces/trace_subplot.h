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

/// The traces of one field in a subplot, on an axis of values in common.
class TraceSubplot
{
public:
    /// @param traces  of which those of the field are its curves; not drawn yet
    /// @param kind    of the time axis: over times or over steps
    /// @param keys    the time axis of all subplots; both have to outlive this
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

    /// Takes the traces as they are now, and draws those that are others.
    /// @pre All of its curves are among them.
    void take(const TraceSet& traces, const std::optional<TraceWindow>& zoomed);
    /// Draws those of another run beside; null: none.
    /// @pre Its own were taken.
    void compare(const TraceSetPtr& other, const std::optional<TraceWindow>& zoomed);
    /// Tells the value axis what is drawn.
    /// @param zoomed  the stretch of time that is looked at; none: all
    void measure(const std::optional<TraceWindow>& zoomed);
    /// Draws all curves again: their places in the plot are others.
    void redraw();
    /// Puts the names of the curves above them, where the subplot is now.
    void placeLabels(const QFont& font) const;
    /// @param index  of the subplot
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
