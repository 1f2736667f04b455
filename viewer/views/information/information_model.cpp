// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/information/information_model.h"

#include <QFont>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

/// A text on one line, with spaces in place of control characters.
QString line(const QString& text)
{
    QString result = text;
    std::ranges::replace_if(
        result, [](QChar c) { return !c.isPrint(); }, QLatin1Char(' '));
    return result;
}

} // namespace

void InformationModel::addGroup(const QString& id, const QString& title)
{
    beginInsertRows({}, groupCount(), groupCount());
    m_groups.push_back({id, title, {}});
    endInsertRows();
}

int InformationModel::indexOf(const QString& id) const
{
    return static_cast<int>(std::ranges::find(m_groups, id, &Group::id) - m_groups.begin());
}

InformationRows InformationModel::rowsOf(const QString& id) const
{
    const Group& group = m_groups[static_cast<std::size_t>(indexOf(id))];
    InformationRows rows;
    for (std::size_t i = 0; i < group.count; ++i) {
        rows.push_back(group.at(i));
    }
    return rows;
}

void InformationModel::setNote(int group, const QString& note)
{
    QString& old = m_groups[static_cast<std::size_t>(group)].note;
    if (note != old) {
        old = note;
        emit dataChanged(index(group, 1), index(group, 1));
    }
}

void InformationModel::resize(int group, std::size_t count, auto&& work)
{
    const std::size_t before = m_groups[static_cast<std::size_t>(group)].count;
    const QModelIndex parent = index(group, 0);
    if (count > before) {
        beginInsertRows(parent, static_cast<int>(before), static_cast<int>(count) - 1);
    } else if (count < before) {
        beginRemoveRows(parent, static_cast<int>(count), static_cast<int>(before) - 1);
    }
    m_groups[static_cast<std::size_t>(group)].count = count;
    work();
    if (count > before) {
        endInsertRows();
    } else if (count < before) {
        endRemoveRows();
    }
}

void InformationModel::setRows(const QString& id, const InformationRows& rows, const QString& note)
{
    const int place = indexOf(id);
    Group& group = m_groups[static_cast<std::size_t>(place)];
    setNote(place, note);
    const InformationRows before = group.rows;
    resize(place, rows.size(), [&] {
        group.rows = rows;
        group.make = nullptr;
    });
    const QModelIndex parent = index(place, 0);
    for (std::size_t i = 0; i < std::min(before.size(), rows.size()); ++i) {
        if (before[i] != rows[i]) {
            const int row = static_cast<int>(i);
            emit dataChanged(index(row, 0, parent), index(row, 1, parent));
        }
    }
}

void InformationModel::setRows(const QString& id, std::size_t count,
                               std::function<InformationRow(std::size_t)> row, const QString& note)
{
    const int place = indexOf(id);
    Group& group = m_groups[static_cast<std::size_t>(place)];
    setNote(place, note);
    resize(place, count, [&] {
        group.rows.clear();
        group.make = std::move(row);
    });
    if (count > 0) {
        const QModelIndex parent = index(place, 0);
        emit dataChanged(index(0, 0, parent), index(static_cast<int>(count) - 1, 1, parent));
    }
}

QString InformationModel::text() const
{
    QStringList parts;
    for (const Group& group : m_groups) {
        if (group.count > 0) {
            QStringList lines{group.title};
            for (std::size_t i = 0; i < group.count; ++i) {
                const InformationRow row = group.at(i);
                lines << line(row.name) + QLatin1Char('\t') + line(row.value);
            }
            parts << lines.join(QLatin1Char('\n'));
        }
    }
    return parts.join(QStringLiteral("\n\n")) + QLatin1Char('\n');
}

/// The internal id of a row is the number of its group, from 1. The internal id of a group is 0.
QModelIndex InformationModel::index(int row, int column, const QModelIndex& parent) const
{
    return hasIndex(row, column, parent)
               ? createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : 0)
               : QModelIndex();
}

QModelIndex InformationModel::parent(const QModelIndex& index) const
{
    return index.isValid() && !isGroup(index)
               ? createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0})
               : QModelIndex();
}

int InformationModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid()) {
        return groupCount();
    }
    const bool has = isGroup(parent) && parent.column() == 0;
    return has ? static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].count) : 0;
}

int InformationModel::columnCount(const QModelIndex&) const
{
    return 2;
}

QVariant InformationModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    if (isGroup(index)) {
        const Group& group = m_groups[static_cast<std::size_t>(index.row())];
        if (role == Qt::DisplayRole) {
            return index.column() == 0 ? group.title : group.note;
        }
        QFont bold;
        bold.setWeight(QFont::DemiBold);
        return role == Qt::FontRole && index.column() == 0 ? QVariant(bold) : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    const InformationRow row = m_groups[index.internalId() - 1].at(static_cast<std::size_t>(index.row()));
    const QString& text = index.column() == 0 ? row.name : row.value;
    return role == Qt::DisplayRole   ? QVariant(line(text))
           : role == Qt::ToolTipRole ? QVariant(text)
                                     : QVariant();
}

} // namespace h5pulse::viewer
