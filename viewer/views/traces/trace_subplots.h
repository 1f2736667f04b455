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

/// The subplots of all traces, one above the other for each field.
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
    /// In the order in which they are drawn.
    std::vector<TracePtr> traces() const;

    /// Whether these traces and no others have their curves.
    bool hold(const TraceSet& traces) const;
    void clear();
    /// Makes the subplots of these traces, which are drawn by take().
    /// @pre They were cleared.
    void build(const TraceSet& traces, TraceWindow::Axis kind);
    /// See TraceSubplot::take().
    void take(const TraceSet& traces, const std::optional<TraceWindow>& zoomed);
    /// See TraceSubplot::compare().
    void compare(const TraceSetPtr& other, const std::optional<TraceWindow>& zoomed);
    /// Those subplots whose range of values is by what is visible follow a zoomed time axis.
    void fitToZoom(const std::optional<TraceWindow>& zoomed);
    void fit();
    /// Fits anew to what is drawn.
    void refit();
    void redraw();
    void placeLabels(const QFont& font) const;
    void style(const QFont& font);
    /// Places a line in all subplots, at a position in the plot; NaN: hides it.
    void placeMarker(double place);

    /// How the user wants the axis of values of each field.
    const AxisChoices& choices() const { return m_choices; }
    void restore(const AxisChoices& choices, const std::optional<TraceWindow>& zoomed);

signals:
    /// The user chose something for the axis of values of this field.
    void chosen(const QString& field);

private:
    void add(const QString& field, const TraceSet& traces, TraceWindow::Axis kind, bool last);

    PlotWidget& m_plot;
    const AxisControl& m_keys;
    QWidget* m_owner;
    SubplotStack m_stack;
    std::vector<std::unique_ptr<TraceSubplot>> m_subplots; // as in m_stack
    AxisChoices m_choices;
};

/// The times (or steps) at which traces have values, as a logarithmic axis needs to know of them.
/// @param first, end  of the axis
DataExtent extentOfKeys(const Trace& trace, TraceWindow::Axis kind, double first, double end);

} // namespace h5pulse::viewer
