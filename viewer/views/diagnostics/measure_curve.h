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

/// One measure over time, in a subplot of its own while it is shown. What the user chose for its axis stays
/// when it is not.
class MeasureCurve
{
public:
    /// @param view  owns the control and the menu of its axis
    MeasureCurve(Measure measure, PlotWidget& plot, QWidget* view);

    Measure measure() const { return m_measure; }
    AxisControl& values() const { return *m_values; }
    AxisMenu& menu() const { return *m_menu; }
    /// "L2 norm [V]".
    QString label() const;

    /// Begins anew: with another field, whose units these are.
    void start(const QString& units);
    void attach(const SubplotStack::Subplot& subplot);
    /// Its subplot is about to be deleted.
    void detach();
    bool isShown() const { return m_graph; }

    /// Tells the value axis what is drawn.
    /// @param range  that is looked at
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
