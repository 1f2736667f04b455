// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/alarm.h"

#include <QAbstractListModel>

namespace h5pulse::viewer {

class Alarms;

/// The alarms of a run, newest first.
class AlarmModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { PositionRole = Qt::UserRole, SeverityRole };

    explicit AlarmModel(const Alarms& alarms, QObject* parent = nullptr);

    const Alarm& alarmAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void follow();

    const Alarms& m_alarms;
    std::vector<Alarm> m_rows;
};

} // namespace h5pulse::viewer
