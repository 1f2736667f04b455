// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/subplot_stack.h"

#include <h5pulse/service/diagnostics.h>

#include <QPointer>

class QCPGraph;
class QCPItemText;
class QMenu;
class QWidget;

namespace h5pulse::viewer {

class AxisControl;
class AxisMenu;
class PlotWidget;

/// One measure over time, with its own subplot while it is shown. The settings of its axis stay while it is
/// hidden.
class MeasureCurve
{
public:
    /// @param view  owner of the control and the menu of the axis
    MeasureCurve(Measure measure, PlotWidget& plot, QWidget* view);

    Measure measure() const { return m_measure; }
    AxisControl& values() const { return *m_values; }
    AxisMenu& menu() const { return *m_menu; }
    /// "L2 norm [V]".
    QString label() const;

    /// Starts again with another field.
    /// @param units  of the field
    void start(const QString& units);
    /// Shows the curve in a subplot.
    void attach(const SubplotStack::Subplot& subplot);
    /// Gives up the subplot before it is deleted.
    void detach();
    bool isShown() const { return m_graph; }

    /// Gives the extent of the values to the value axis.
    /// @param range  the visible time range; none: the whole run
    void measure(const DiagnosticsResult& result, const std::optional<TraceWindow>& range);
    void draw(const DiagnosticsResult& result, const AxisControl& time);
    void clear();
    void placeLabel();
    void applyTheme(const QFont& font);

private:
    PlotWidget& m_plot;
    Measure m_measure;
    AxisControl* m_values;
    AxisMenu* m_menu;
    SubplotStack::Subplot m_subplot;
    QCPGraph* m_graph = nullptr;
    QCPItemText* m_text = nullptr;
};

} // namespace h5pulse::viewer
