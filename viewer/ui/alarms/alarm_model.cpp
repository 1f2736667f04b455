// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_model.h"

#include "core/health/alarms.h"

#include <algorithm>

namespace h5pulse::viewer {

AlarmModel::AlarmModel(const Alarms& alarms, QObject* parent)
    : QAbstractListModel(parent)
    , m_alarms(alarms)
{
    connect(&m_alarms, &Alarms::changed, this, &AlarmModel::follow);
    follow();
}

void AlarmModel::follow()
{
    std::vector<Alarm> rows(m_alarms.list().rbegin(), m_alarms.list().rend());
    if (rows.empty()) {
        beginResetModel();
        m_rows.clear();
        endResetModel();
        return;
    }
    // Ids descend from row to row, and new ids are larger than all older ones.
    const auto isListed = [&](quint64 id) {
        const auto found = std::ranges::lower_bound(rows, id, std::ranges::greater(), &Alarm::id);
        return found != rows.end() && found->id == id;
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!isListed(alarmAt(row).id)) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
    }
    const auto old = static_cast<std::ptrdiff_t>(m_rows.size());
    const auto fresh = static_cast<std::ptrdiff_t>(rows.size()) - old;
    if (fresh > 0) {
        beginInsertRows({}, 0, static_cast<int>(fresh) - 1);
        m_rows.insert(m_rows.begin(), rows.begin(), rows.begin() + fresh);
        endInsertRows();
    }
    m_rows = std::move(rows);
    if (old > 0) {
        emit dataChanged(index(static_cast<int>(fresh)), index(rowCount() - 1));
    }
}

int AlarmModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant AlarmModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Alarm& alarm = alarmAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return alarm.text;
    case Qt::ToolTipRole:
        return QStringLiteral("%1\n%2").arg(fullText(alarm), alarmPosition(alarm));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(alarm.text, alarmPosition(alarm));
    case PositionRole:
        return alarmPosition(alarm);
    case SeverityRole:
        return static_cast<int>(alarm.severity);
    default:
        return {};
    }
}

} // namespace h5pulse::viewer
