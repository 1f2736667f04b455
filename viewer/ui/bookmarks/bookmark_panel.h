// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bookmarks/bookmark_model.h"

#include <QWidget>

class QLabel;
class QTableView;
class QToolButton;

namespace h5pulse::viewer {

/// List of the bookmarks of a file. A click goes to the step; the user edits notes in the list.
class BookmarkPanel : public QWidget
{
    Q_OBJECT

public:
    explicit BookmarkPanel(BookmarkModel& model, QWidget* parent = nullptr);

    /// Scrolls to a row and starts editing its note.
    void editNote(int row);

    QTableView& table() { return *m_table; }

signals:
    void addWanted();
    void stepWanted(quint64 step);

private:
    void go(const QModelIndex& index);
    void removeSelected();
    void refresh();

    BookmarkModel& m_model;
    QTableView* m_table;
    QLabel* m_hint;
    QToolButton* m_add;
    QToolButton* m_remove;
};

} // namespace h5pulse::viewer
