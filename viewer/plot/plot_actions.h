// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QMenu>
#include <QObject>
#include <QPointF>

#include <optional>

namespace h5pulse::viewer {

class PlotWidget;

/// What can be done with every plot, as actions of its view, and the menu of its right mouse button, which
/// has these and all others of the view.
class PlotActions : public QObject
{
    Q_OBJECT

public:
    PlotActions(QWidget& view, PlotWidget& plot);

    /// Puts a menu or an action before what all plots have.
    void addMenu(QMenu* menu) { addAction(menu->menuAction()); }
    void addAction(QAction* action);
    /// Whether there is a marker that could be removed.
    void setMarked(bool marked) { m_unmark->setEnabled(marked); }

signals:
    /// The user wants the marker here, in pixels of the plot.
    void markWanted(const QPointF& position);
    void unmarkWanted();
    /// A menu is about to open at a position: more can be added to it.
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
    QAction* m_first; // of our actions, which menus come before
    QAction* m_unmark;
    std::optional<QPointF> m_menuAt; // while the menu is open
};

} // namespace h5pulse::viewer
