// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_control.h"
#include "plot/color_cells.h"

#include <vector>

class QCPColorMap;
class QCPColorScale;

namespace h5pulse::viewer {

class ColorMenu;

/// Values as colours in a plot: the scale at its right that tells what they mean, and what the user can
/// choose for them.
class ColorScale : public QObject
{
    Q_OBJECT

public:
    /// @param view  owns it and its menu
    ColorScale(PlotWidget& plot, AxisControl::Kind kind, QWidget* view);

    /// A map with these colours, which the plot owns. Its data are ColorCells, filled with toColor().
    QCPColorMap* addMap();
    /// What a cell of a map is for a value; NaN: it has no colour.
    double toColor(double value) const
    {
        const double place = m_values->toPlot(value);
        return m_values->isLogarithmic() && place > 0.0 ? roughLog2(place) : place;
    }
    QCPColorScale& scale() { return *m_scale; }
    AxisControl& values() { return *m_values; }
    const AxisControl& values() const { return *m_values; }
    ColorMenu& menu() { return *m_menu; }

    /// Other values are to be shown, by what was chosen for their field.
    void startField(const QString& field, const QString& label, const QString& units);
    /// The plot's theme is another one.
    void applyTheme();

    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

signals:
    /// The user chose something: measure and draw anew.
    void chosen();

private:
    void showColors();
    void showRange();

    PlotWidget& m_plot;
    std::vector<QCPColorMap*> m_maps;
    QCPColorScale* m_scale;
    AxisControl* m_values;
    ColorMenu* m_menu;
    QString m_field;
    AxisChoices m_choices;
};

} // namespace h5pulse::viewer
