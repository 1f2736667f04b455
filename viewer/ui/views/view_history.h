// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QJsonObject>
#include <QTimer>
#include <QUndoStack>

class QMenu;

namespace h5pulse::viewer {

class ViewArea;
class ViewDock;

/// Undo and redo for changes that the user made to views (ViewDock::saveState()) and to their layout
/// (ViewArea::saveLayout()). Keeps at most 100 changes. Changes to the same view or to the layout within half
/// a second count as one.
class ViewHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMaxChanges = 100;

    explicit ViewHistory(ViewArea& area, QObject* parent = nullptr);

    /// Adds the actions "Undo" and "Redo", which name the change.
    void addTo(QMenu* menu);
    /// Forgets all changes. The present state is the first one.
    void restart();
    QUndoStack& stack() { return m_stack; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Command;

    void noteLayout();
    void noteView(ViewDock* dock);
    void takeLayout();
    /// Stores the present states without a change. They may differ for reasons other than the user.
    void refresh();
    void push(const QString& view, const QJsonObject& before, const QJsonObject& after, const QString& text);
    /// @param view   name of the view; empty: the layout
    void apply(const QString& view, const QJsonObject& state);
    ViewDock* dock(const QString& view) const;

    ViewArea& m_area;
    QUndoStack m_stack;
    QElapsedTimer m_clock;
    QTimer m_settle;  ///< waits until the user releases the button after dragging a view
    QTimer m_refresh; ///< calls refresh() in the next turn of the event loop, after changes by the user
    QJsonObject m_layout;
    QHash<QString, QJsonObject> m_states;
    bool m_applying = false;
};

} // namespace h5pulse::viewer
