// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/alarm.h"
#include "plot/theme.h"

#include <QToolButton>

namespace h5pulse::viewer {

/// Colour of an alarm.
QColor severityColor(const Theme& theme, Severity severity);

/// Button that shows the number of alarms, in the colour of the most severe one. Hidden if there is no alarm.
class AlarmBadge : public QToolButton
{
    Q_OBJECT

public:
    explicit AlarmBadge(QWidget* parent = nullptr);

    std::size_t count() const { return m_count; }
    void showAlarms(std::size_t count, Severity worst);
    void applyTheme(const Theme& theme);

private:
    void refresh();

    const Theme* m_theme;
    std::size_t m_count = 0;
    Severity m_worst = Severity::Note;
};

} // namespace h5pulse::viewer
