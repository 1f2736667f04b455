// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scale/data_extent.h"
#include "core/trace/trace.h"
#include "plot/axis_settings.h"
#include "plot/strip_stack.h"
#include "views/traces/trace_strip.h"

#include <QObject>

#include <memory>
#include <optional>

class QCPAxis;
class QFont;

namespace h5pulse::viewer {

class AxisControl;
class PlotWidget;

/// The strips of all traces, one above the other for each field.
class TraceStrips : public QObject
{
    Q_OBJECT

public:
    /// @param keys  the time axis of all strips
    TraceStrips(PlotWidget& plot, const AxisControl& keys, QWidget* owner);
    ~TraceStrips() override;

    bool isEmpty() const { return m_strips.empty(); }
    const std::vector<std::unique_ptr<TraceStrip>>& strips() const { return m_strips; }
    StripStack& stack() { return m_stack; }
    /// The strip at a position; null: none.
    const TraceStrip* at(const QPointF& position) const;
    /// The strip of a field; null: there is none.
    TraceStrip* of(const QString& field) const;
    QList<QCPAxis*> keyAxes() const;
    /// In the order in which they are drawn.
    std::vector<TracePtr> traces() const;

    /// Whether these traces and no others have their curves.
    bool hold(const TraceSet& traces) const;
    void clear();
    /// Makes the strips of these traces, which are drawn by take().
    /// @pre They were cleared.
    void build(const TraceSet& traces, TraceWindow::Axis kind);
    /// See TraceStrip::take().
    void take(const TraceSet& traces, const std::optional<TraceWindow>& zoomed);
    /// See TraceStrip::compare().
    void compare(const TraceSetPtr& other, const std::optional<TraceWindow>& zoomed);
    /// Those strips whose range of values is by what is visible follow a zoomed time axis.
    void fitToZoom(const std::optional<TraceWindow>& zoomed);
    void fit();
    /// Fits anew to what is drawn.
    void refit();
    void redraw();
    void placeLabels(const QFont& font) const;
    void style(bool live, const QFont& font);
    /// Lines through all strips, at places in the plot; NaN: none.
    void placeCursor(double place);
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
    StripStack m_stack;
    std::vector<std::unique_ptr<TraceStrip>> m_strips; // as in m_stack
    AxisChoices m_choices;
};

/// The times (or steps) at which traces have values, as a logarithmic axis needs to know of them.
/// @param first, end  of the axis
DataExtent extentOfKeys(const Trace& trace, TraceWindow::Axis kind, double first, double end);

} // namespace h5pulse::viewer
