// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <h5pulse/service/run_status.h>

#include <QLabel>

namespace h5pulse::viewer {

/// Label of fixed width with the state of a run, in the colour of the state. The tool tip gives the reason.
class StateBadge : public QLabel
{
    Q_OBJECT

public:
    explicit StateBadge(QWidget* parent = nullptr);

    void setStatus(const RunStatus& status);
    void applyTheme(const Theme& theme);

private:
    void refresh();

    const Theme* m_theme;
    RunPhase m_phase = RunPhase::Idle;
};

} // namespace h5pulse::viewer
