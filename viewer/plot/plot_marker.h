// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <QHash>
#include <QPointF>
#include <QPointer>
#include <QString>

#include <optional>

class QCPAxisRect;
class QCPItemStraightLine;
class QCPItemTracer;

namespace h5pulse::viewer {

class PlotWidget;

/// A second cursor, which the user sets and which stays: what is under the mouse is told as differences to
/// it. It is a place in the data, so that it follows what is drawn.
class PlotMarker
{
public:
    explicit PlotMarker(PlotWidget& plot)
        : m_plot(plot)
    {
    }

    bool isSet() const { return m_place.has_value(); }
    /// @pre isSet(). In the units of the data.
    const QPointF& place() const { return *m_place; }
    void set(const QPointF& place) { m_place = place; }
    void remove();

    /// A line through all values there. In the units of the plot; NaN: it is not in it.
    void drawLine(QCPAxisRect* rect, double key);
    /// A dot. In the units of the plot; NaN: it is not in it.
    void drawDot(QCPAxisRect* rect, double key, double value);

    /// "   Δx = 3 mm": to be put behind a readout.
    static QString difference(const QString& name, double delta, const QString& units);
    /// The same with its inverse, which is a frequency: "   Δt = 2 s   1/Δt = 0.5 Hz".
    static QString timeDifference(const QString& name, double delta, const QString& units);

private:
    PlotWidget& m_plot;
    std::optional<QPointF> m_place;
    QHash<QCPAxisRect*, QPointer<QCPItemStraightLine>> m_lines;
    QHash<QCPAxisRect*, QPointer<QCPItemTracer>> m_dots;
};

} // namespace h5pulse::viewer
