// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bookmarks/bookmark.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace h5pulse::viewer {

/// Table model of the bookmarks of a file, sorted by step. Bookmarks of an earlier run in the same file are
/// grey: the user can read and delete them, but not go to their step.
class BookmarkModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Step, Time, Note, ColumnCount };

    static constexpr std::size_t kMaxBookmarks = 1000;
    static constexpr qsizetype kMaxNote = 1000; ///< characters

    using QAbstractTableModel::QAbstractTableModel;

    void setBookmarks(std::vector<Bookmark> bookmarks);
    const std::vector<Bookmark>& bookmarks() const { return m_bookmarks; }
    /// Sets the run that the file now holds.
    /// @param timeLabel  header of the time column, such as "t [s]"; empty: the run has no times
    void setRun(const RunIdentity& run, const QString& timeLabel);
    bool isOfThisRun(int row) const;

    bool isFull() const { return m_bookmarks.size() >= kMaxBookmarks; }
    /// Adds a bookmark of this run. Returns its row; -1: isFull().
    int add(quint64 step, double time);
    void remove(QList<int> rows);
    /// Row of the bookmark of this run at a step; -1: no such bookmark.
    int rowOf(quint64 step) const;
    /// Step of the nearest bookmark of this run after or before a step.
    std::optional<quint64> next(quint64 step) const;
    std::optional<quint64> previous(quint64 step) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// The user added or deleted a bookmark, or edited a note.
    void edited();

private:
    QString text(const Bookmark& bookmark, int column) const;

    std::vector<Bookmark> m_bookmarks;
    RunIdentity m_run;
    QString m_timeLabel;
};

} // namespace h5pulse::viewer
