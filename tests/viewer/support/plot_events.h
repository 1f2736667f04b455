// SPDX-License-Identifier: GPL-3.0-or-later
// Simulates the user's input to a plot.
#pragma once

#include "plot/plot_widget.h"
#include "waiting.h"

#include <QTest>
#include <QWheelEvent>

namespace h5pulse::viewer::test {

inline void turnWheel(PlotWidget& plot, const QPointF& position, int notches)
{
    QWheelEvent wheel(position, plot.mapToGlobal(position), {}, {0, 120 * notches}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&plot, &wheel);
}

inline void drag(PlotWidget& plot, const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers = {})
{
    const auto send = [&](QEvent::Type type, const QPoint& at, Qt::MouseButton button) {
        QMouseEvent event(type, at, plot.mapToGlobal(at), button,
                          type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(&plot, &event);
    };
    send(QEvent::MouseButtonPress, from, Qt::LeftButton);
    send(QEvent::MouseMove, from + (to - from) / 2, Qt::NoButton);
    send(QEvent::MouseMove, to, Qt::NoButton);
    send(QEvent::MouseButtonRelease, to, Qt::LeftButton);
}

/// Gives the plot the keyboard focus.
inline bool giveKeys(PlotWidget& plot)
{
    plot.window()->activateWindow();
    plot.setFocus();
    return waitFor([&] { return plot.window()->isActiveWindow() && plot.hasFocus(); });
}

/// The present tick labels of an axis.
inline QStringList labelsOf(const QCPAxis& axis)
{
    QVector<double> ticks;
    QVector<QString> labels;
    axis.ticker()->generate(axis.range(), QLocale::c(), QLatin1Char('g'), axis.numberPrecision(), ticks,
                            nullptr, &labels);
    return labels;
}

} // namespace h5pulse::viewer::test
