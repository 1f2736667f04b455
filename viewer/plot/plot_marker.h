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

/// A marker that the user sets in a plot. Readouts show the difference between the point under the mouse and
/// the marker. Its position is in the units of the data, so that it stays at the data when the plot is
/// zoomed.
class PlotMarker
{
public:
    explicit PlotMarker(PlotWidget& plot)
        : m_plot(plot)
    {
    }

    bool isSet() const { return m_place.has_value(); }
    /// The position, in the units of the data.
    /// @pre isSet()
    const QPointF& place() const { return *m_place; }
    void set(const QPointF& place) { m_place = place; }
    void remove();

    /// Draws the marker as a vertical line.
    /// @param key  in coordinates of the plot; NaN: hides the line
    void drawLine(QCPAxisRect* rect, double key);
    /// Draws the marker as a dot.
    /// @param key, value  in coordinates of the plot; NaN: hides the dot
    void drawDot(QCPAxisRect* rect, double key, double value);

    /// Text to append to a readout: "   Δx = 3 mm".
    static QString difference(const QString& name, double delta, const QString& units);
    /// The same with the inverse of a time, a frequency: "   Δt = 2 s   1/Δt = 0.5 Hz".
    static QString timeDifference(const QString& name, double delta, const QString& units);

private:
    PlotWidget& m_plot;
    std::optional<QPointF> m_place;
    QHash<QCPAxisRect*, QPointer<QCPItemStraightLine>> m_lines;
    QHash<QCPAxisRect*, QPointer<QCPItemTracer>> m_dots;
};

} // namespace h5pulse::viewer
