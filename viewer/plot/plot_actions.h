// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QMenu>
#include <QObject>
#include <QPointF>

#include <optional>

namespace h5pulse::viewer {

class PlotWidget;

/// Actions that all plots have, such as setting a marker and undoing a zoom. Adds them to the view, and shows
/// all actions of the view in the context menu of the plot.
class PlotActions : public QObject
{
    Q_OBJECT

public:
    PlotActions(QWidget& view, PlotWidget& plot);

    /// Adds a menu or an action of the view before the actions that all plots have.
    void addMenu(QMenu* menu) { addAction(menu->menuAction()); }
    void addAction(QAction* action);
    /// Sets whether the plot has a marker, which the user can remove.
    void setMarked(bool marked) { m_unmark->setEnabled(marked); }

signals:
    /// The user wants the marker here, in pixels of the plot.
    void markWanted(const QPointF& position);
    void unmarkWanted();
    /// The context menu is about to open at a position. Receivers can add actions to it.
    void menuWanted(QMenu* menu, const QPoint& position);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction* add(const QString& text, const QString& tip, const QKeySequence& key);
    QAction* addSeparator();
    QPointF place() const;
    void showMenu(const QPoint& position);

    QWidget& m_view;
    PlotWidget& m_plot;
    QAction* m_first; // the first action that all plots have; those of the view come before it
    QAction* m_unmark;
    std::optional<QPointF> m_menuAt; // position of the open context menu; none: it is closed
};

} // namespace h5pulse::viewer
