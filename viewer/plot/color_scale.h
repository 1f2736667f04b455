// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_control.h"
#include "plot/color_cells.h"

#include <vector>

class QCPColorMap;
class QCPColorScale;

namespace h5pulse::viewer {

class ColorMenu;

/// The colour scale at the right of a plot, with the menu of its range and colour map. Keeps the colour maps
/// of the plot consistent with it.
class ColorScale : public QObject
{
    Q_OBJECT

public:
    /// @param view  parent of the colour scale and of its menu
    ColorScale(PlotWidget& plot, AxisControl::Kind kind, QWidget* view);

    /// Adds a colour map that follows this scale. The plot owns it. Its data are ColorCells, to be filled
    /// with toColor().
    QCPColorMap* addMap();
    /// Cell content of a value; NaN: the value has no colour.
    double toColor(double value) const
    {
        const double place = m_values->toPlot(value);
        return m_values->isLogarithmic() && place > 0.0 ? roughLog2(place) : place;
    }
    QCPColorScale& scale() { return *m_scale; }
    AxisControl& values() { return *m_values; }
    const AxisControl& values() const { return *m_values; }
    ColorMenu& menu() { return *m_menu; }

    /// Switches to the values of another field, with the settings that the user chose for it.
    void startField(const QString& field, const QString& label, const QString& units);
    /// Takes on the theme of the plot.
    void applyTheme();

    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

signals:
    /// The user changed range, scale or colours: measure and draw the data again.
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
