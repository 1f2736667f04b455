// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bookmarks/bookmark_model.h"

#include "core/format.h"

#include <QGuiApplication>
#include <QPalette>
#include <QUuid>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

QVariant alignmentOf(int column)
{
    return QVariant((column == BookmarkModel::Note ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

} // namespace

void BookmarkModel::setBookmarks(std::vector<Bookmark> bookmarks)
{
    beginResetModel();
    m_bookmarks = std::move(bookmarks);
    std::ranges::stable_sort(m_bookmarks, {}, &Bookmark::step);
    endResetModel();
}

void BookmarkModel::setRun(const RunIdentity& run, const QString& timeLabel)
{
    m_run = run;
    m_timeLabel = timeLabel;
    emit headerDataChanged(Qt::Horizontal, Time, Time);
    if (!m_bookmarks.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

bool BookmarkModel::isOfThisRun(int row) const
{
    return m_run.agreesWith(m_bookmarks[static_cast<std::size_t>(row)].run);
}

int BookmarkModel::add(quint64 step, double time)
{
    if (isFull()) {
        return -1;
    }
    const auto after = std::ranges::upper_bound(m_bookmarks, step, {}, &Bookmark::step);
    const int row = static_cast<int>(after - m_bookmarks.begin());
    beginInsertRows({}, row, row);
    m_bookmarks.insert(after, {QUuid::createUuid().toString(QUuid::WithoutBraces), step, time, {}, m_run});
    endInsertRows();
    emit edited();
    return row;
}

void BookmarkModel::remove(QList<int> rows)
{
    if (rows.isEmpty()) {
        return;
    }
    std::ranges::sort(rows, std::greater());
    for (const int row : rows) {
        beginRemoveRows({}, row, row);
        m_bookmarks.erase(m_bookmarks.begin() + row);
        endRemoveRows();
    }
    emit edited();
}

int BookmarkModel::rowOf(quint64 step) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_bookmarks[static_cast<std::size_t>(row)].step == step && isOfThisRun(row)) {
            return row;
        }
    }
    return -1;
}

std::optional<quint64> BookmarkModel::next(quint64 step) const
{
    const auto found = std::ranges::find_if(
        m_bookmarks, [&](const Bookmark& b) { return b.step > step && m_run.agreesWith(b.run); });
    return found == m_bookmarks.end() ? std::nullopt : std::optional(found->step);
}

std::optional<quint64> BookmarkModel::previous(quint64 step) const
{
    const auto found = std::find_if(m_bookmarks.rbegin(), m_bookmarks.rend(), [&](const Bookmark& b) {
        return b.step < step && m_run.agreesWith(b.run);
    });
    return found == m_bookmarks.rend() ? std::nullopt : std::optional(found->step);
}

int BookmarkModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_bookmarks.size());
}

int BookmarkModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BookmarkModel::text(const Bookmark& bookmark, int column) const
{
    switch (column) {
    case Step:
        return formatCount(bookmark.step);
    case Time:
        return std::isfinite(bookmark.time) ? formatNumber(bookmark.time) : QString();
    default:
        return bookmark.note;
    }
}

QVariant BookmarkModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Bookmark& bookmark = m_bookmarks[static_cast<std::size_t>(index.row())];
    const bool ours = m_run.agreesWith(bookmark.run);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(bookmark, index.column());
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case Qt::ForegroundRole:
        return ours ? QVariant() : QGuiApplication::palette().brush(QPalette::Disabled, QPalette::Text);
    case Qt::ToolTipRole: {
        const QStringList lines{ours ? QString() : tr("Of an earlier run in this file"), bookmark.note};
        // Escaped, so that Qt shows markup in notes literally.
        const QString text = lines.join(ours || bookmark.note.isEmpty() ? QString() : QStringLiteral(": "));
        return text.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
    }
    case Qt::AccessibleDescriptionRole:
        return ours ? QString() : tr("Of an earlier run in this file");
    default:
        return {};
    }
}

bool BookmarkModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) ||
        index.column() != Note) {
        return false;
    }
    Bookmark& bookmark = m_bookmarks[static_cast<std::size_t>(index.row())];
    const QString note = value.toString().left(kMaxNote).simplified();
    if (note != bookmark.note) {
        bookmark.note = note;
        emit dataChanged(index, index);
        emit edited();
    }
    return true;
}

Qt::ItemFlags BookmarkModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Note ? flags | Qt::ItemIsEditable : flags;
}

QVariant BookmarkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return alignmentOf(section);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Step:
        return tr("Step");
    case Time:
        return m_timeLabel.isEmpty() ? tr("Time") : m_timeLabel;
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace h5pulse::viewer
