// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_settings.h"
#include "plot/subplot_stack.h"
#include "views/traces/trace_subplot.h"

#include <h5pulse/service/data_extent.h>
#include <h5pulse/service/trace.h>

#include <QObject>

#include <memory>
#include <optional>

class QCPAxis;
class QFont;

namespace h5pulse::viewer {

class AxisControl;
class PlotWidget;

/// The subplots of all traces: one for each field, from top to bottom.
class TraceSubplots : public QObject
{
    Q_OBJECT

public:
    /// @param keys  the time axis of all subplots
    TraceSubplots(PlotWidget& plot, const AxisControl& keys, QWidget* owner);
    ~TraceSubplots() override;

    bool isEmpty() const { return m_subplots.empty(); }
    const std::vector<std::unique_ptr<TraceSubplot>>& subplots() const { return m_subplots; }
    SubplotStack& stack() { return m_stack; }
    /// Null: no subplot is at the position.
    const TraceSubplot* at(const QPointF& position) const;
    /// Null: the field has no subplot.
    TraceSubplot* of(const QString& field) const;
    QList<QCPAxis*> keyAxes() const;
    /// The traces in the order of their subplots and curves.
    std::vector<TracePtr> traces() const;

    /// Whether the subplots have curves for exactly these traces.
    bool hold(const TraceSet& traces) const;
    void clear();
    /// Makes the subplots for these traces. take() draws them.
    /// @pre There are no subplots; see clear().
    void build(const TraceSet& traces, TraceWindow::Axis kind);
    /// See TraceSubplot::take().
    void take(const TraceSet& traces, const std::optional<TraceWindow>& zoomed);
    /// See TraceSubplot::compare().
    void compare(const TraceSetPtr& other, const std::optional<TraceWindow>& zoomed);
    /// Fits the value axes after the time axis was zoomed. Subplots in the mode ScaleMode::EachFrame fit
    /// their visible values.
    void fitToZoom(const std::optional<TraceWindow>& zoomed);
    void fit();
    /// Fits the value axes to the present data. See AxisControl::refit().
    void refit();
    void redraw();
    void placeLabels(const QFont& font) const;
    void style(const QFont& font);
    /// Places a line in all subplots, at a position in the plot; NaN: hides it.
    void placeMarker(double place);

    /// The user's settings of each field's value axis.
    const AxisChoices& choices() const { return m_choices; }
    void restore(const AxisChoices& choices, const std::optional<TraceWindow>& zoomed);

signals:
    /// The user changed the settings of this field's value axis.
    void chosen(const QString& field);

private:
    void add(const QString& field, const TraceSet& traces, TraceWindow::Axis kind, bool last);

    PlotWidget& m_plot;
    const AxisControl& m_keys;
    QWidget* m_owner;
    SubplotStack m_stack;
    std::vector<std::unique_ptr<TraceSubplot>> m_subplots; // in the order of m_stack
    AxisChoices m_choices;
};

/// Extent of the keys (times or steps) of a trace, for the time axis.
/// @param first, end  range of the axis
DataExtent extentOfKeys(const Trace& trace, TraceWindow::Axis kind, double first, double end);

} // namespace h5pulse::viewer
