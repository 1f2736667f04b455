// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;

namespace h5pulse::viewer {

class AxisControl;

/// Popup to enter the fixed range of an axis. Return applies it; Escape or a click elsewhere cancels. A range
/// that the plot cannot show is refused with a message in the popup.
class RangeEntry : public QFrame
{
    Q_OBJECT

public:
    RangeEntry(AxisControl& axis, QWidget* parent);

    /// Shows the popup near a position of the screen. It deletes itself when it closes.
    void popup(const QPoint& position);

    QLineEdit& lower() { return *m_lower; }
    QLineEdit& upper() { return *m_upper; }
    QString problem() const;

private:
    QLineEdit* makeEntry(double value, const QString& name);
    void take();

    QPointer<AxisControl> m_axis; // its view may be closed first
    QLineEdit* m_lower;
    QLineEdit* m_upper;
    QLabel* m_problem;
};

} // namespace h5pulse::viewer
