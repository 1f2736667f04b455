// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QCPAxisRect;
class QCPItemStraightLine;
class QCPMarginGroup;
class QPointF;
class QString;

namespace h5pulse::viewer {

class PlotWidget;

/// Subplots above each other in one widget with a common time axis. Only the last subplot has tick labels and
/// a label on the time axis.
class SubplotStack
{
public:
    struct Subplot
    {
        QCPAxisRect* rect = nullptr;
        QCPItemStraightLine* cursor = nullptr; ///< at the current step
        QCPItemStraightLine* marker = nullptr; ///< at the mouse
    };

    explicit SubplotStack(PlotWidget& plot);

    /// Removes all subplots with their contents.
    void clear();
    /// Adds a subplot at the bottom.
    /// @param name      object name of its value axis
    /// @param keyLabel  label of the time axis; null: another subplot follows
    Subplot add(const QString& name, const QString* keyLabel);
    /// Gives all subplots the same inner height, and room for their labels.
    void shareHeight();
    /// Minimum height of the widget. It is small, so that in a low window the subplots shrink before other
    /// views do.
    int minimumHeight() const;
    const QList<Subplot>& subplots() const { return m_subplots; }
    /// Index of the subplot at a position in pixels; -1: none.
    qsizetype at(const QPointF& position) const;

private:
    PlotWidget& m_plot;
    QCPMarginGroup* m_margins;
    QList<Subplot> m_subplots;
};

} // namespace h5pulse::viewer
