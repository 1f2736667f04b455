// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;

namespace h5pulse::viewer {

class AxisControl;

/// Asks for the fixed range of an axis. Return takes it, Escape or a click elsewhere forgets it; what cannot
/// be shown is refused in place.
class RangeEntry : public QFrame
{
    Q_OBJECT

public:
    RangeEntry(AxisControl& axis, QWidget* parent);

    /// Near this place of the screen. Deletes itself when it is closed.
    void popup(const QPoint& position);

    QLineEdit& lower() { return *m_lower; }
    QLineEdit& upper() { return *m_upper; }
    QString problem() const;

private:
    QLineEdit* makeEntry(double value, const QString& name);
    void take();

    QPointer<AxisControl> m_axis; // its view may go first
    QLineEdit* m_lower;
    QLineEdit* m_upper;
    QLabel* m_problem;
};

} // namespace h5pulse::viewer
