// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_menu.h"
#include "plot/gradient.h"

#include <QJsonObject>

namespace h5pulse::viewer {

/// Menu of a colour scale: the entries of its axis, and the colour map. Holds the chosen colour map.
class ColorMenu : public AxisMenu
{
    Q_OBJECT

public:
    ColorMenu(const QString& title, AxisControl& scale, QWidget* parent);

    /// @param invalid  colour of values that cannot be shown
    QCPColorGradient gradient(const QColor& invalid) const;
    ColorMap map() const { return m_map; }
    bool isReversed() const { return m_reversed; }
    /// Does not emit chosen().
    void set(ColorMap map, bool reversed);

    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

signals:
    /// The user chose a colour map or reversed it.
    void chosen();

private:
    void refreshColors();

    AxisControl& m_scale;
    QActionGroup* m_maps;
    QAction* m_reverse;
    ColorMap m_map = ColorMap::Viridis;
    bool m_reversed = false;
};

} // namespace h5pulse::viewer
