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

/// Plots above each other in one widget with a time axis in common, which is labelled below the last one.
class SubplotStack
{
public:
    struct Subplot
    {
        QCPAxisRect* rect = nullptr;
        QCPItemStraightLine* cursor = nullptr; ///< the step that is shown
        QCPItemStraightLine* marker = nullptr; ///< where the mouse is
    };

    explicit SubplotStack(PlotWidget& plot);

    /// Takes all subplots away, with all that is drawn in them.
    void clear();
    /// @param name      of its value axis, as an object
    /// @param keyLabel  of the time axis; null: another subplot follows
    Subplot add(const QString& name, const QString* keyLabel);
    /// Gives each subplot the same height inside, and room for its labels.
    void shareHeight();
    /// Least height of the widget: in a low window the subplots get lower, rather than other views.
    int minimumHeight() const;
    const QList<Subplot>& subplots() const { return m_subplots; }
    /// Index of the subplot at a position; -1: none.
    qsizetype at(const QPointF& position) const;

private:
    PlotWidget& m_plot;
    QCPMarginGroup* m_margins;
    QList<Subplot> m_subplots;
};

} // namespace h5pulse::viewer
