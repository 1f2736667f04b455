// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

class QActionGroup;

namespace h5pulse::viewer {

class AxisControl;
enum class ScaleMode;

/// Menu of one axis: linear or logarithmic scale, and the mode that sets the range.
class AxisMenu : public QMenu
{
    Q_OBJECT

public:
    AxisMenu(const QString& title, AxisControl& axis, QWidget* parent);

    /// The entry of a mode, for tests; null: the menu has none.
    QAction* action(ScaleMode mode) const;
    QAction* logarithmic() const { return m_logarithmic; }

private:
    void addMode(ScaleMode mode, const QString& text, const QString& tip);
    void askForRange();
    /// Checks the entries that match the settings of the axis.
    void refresh();

    AxisControl& m_axis;
    QAction* m_logarithmic;
    QActionGroup* m_modes;
};

} // namespace h5pulse::viewer
