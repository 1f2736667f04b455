// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <h5pulse/service/run_status.h>

#include <QLabel>

namespace h5pulse::viewer {

/// The state of a run: a word in its colour, which tells why when it is pointed at. Its width stays.
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
