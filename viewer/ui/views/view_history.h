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

/// Takes back what the user did to views: what one shows (ViewDock::saveState()), and which are open and
/// where (ViewArea::saveLayout()). At most 100 changes; those of one kind within half a second are one.
class ViewHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMaxChanges = 100;

    explicit ViewHistory(ViewArea& area, QObject* parent = nullptr);

    /// "Undo" and "Redo", with what it is about.
    void addTo(QMenu* menu);
    /// What is there now is the beginning.
    void restart();
    QUndoStack& stack() { return m_stack; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Command;

    void noteLayout();
    void noteView(ViewDock* dock);
    void takeLayout();
    /// What was not the user's doing is no change.
    void refresh();
    void push(const QString& view, const QJsonObject& before, const QJsonObject& after, const QString& text);
    /// @param view  of whom it is the state; empty: it is the layout
    void apply(const QString& view, const QJsonObject& state);
    ViewDock* dock(const QString& view) const;

    ViewArea& m_area;
    QUndoStack m_stack;
    QElapsedTimer m_clock;
    QTimer m_settle;  ///< a view is dragged: what comes of it is taken when the button is released
    QTimer m_refresh; ///< in the next turn, when changes of the user have been taken
    QJsonObject m_layout;
    QHash<QString, QJsonObject> m_states;
    bool m_applying = false;
};

} // namespace h5pulse::viewer
