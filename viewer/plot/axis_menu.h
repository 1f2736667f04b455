// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

class QActionGroup;

namespace h5pulse::viewer {

class AxisControl;
enum class ScaleMode;

/// What can be chosen for an axis.
class AxisMenu : public QMenu
{
    Q_OBJECT

public:
    AxisMenu(const QString& title, AxisControl& axis, QWidget* parent);

    /// The choice of a mode, for tests.
    QAction* action(ScaleMode mode) const;
    QAction* logarithmic() const { return m_logarithmic; }

private:
    void addMode(ScaleMode mode, const QString& text, const QString& tip);
    void askForRange();
    /// Marks what holds now.
    void refresh();

    AxisControl& m_axis;
    QAction* m_logarithmic;
    QActionGroup* m_modes;
};

} // namespace h5pulse::viewer
