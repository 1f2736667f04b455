// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bookmarks/bookmark.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace h5pulse::viewer {

/// The bookmarks of a file in the order of their steps. Those that belong to an earlier run in that file are
/// greyed: they can be read and deleted, but lead nowhere.
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
    /// Which run is in the file now.
    /// @param timeLabel  what times are called: "t [s]"
    void setRun(const RunIdentity& run, const QString& timeLabel);
    bool isOfThisRun(int row) const;

    bool isFull() const { return m_bookmarks.size() >= kMaxBookmarks; }
    /// A new one in this run, whose row is returned; -1: there are too many.
    int add(quint64 step, double time);
    void remove(QList<int> rows);
    /// Of this run; -1: none is at that step.
    int rowOf(quint64 step) const;
    /// The nearest of this run beyond a step; none: there is none.
    std::optional<quint64> next(quint64 step) const;
    std::optional<quint64> previous(quint64 step) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// The user added, deleted or renamed.
    void edited();

private:
    QString text(const Bookmark& bookmark, int column) const;

    std::vector<Bookmark> m_bookmarks;
    RunIdentity m_run;
    QString m_timeLabel;
};

} // namespace h5pulse::viewer
