// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <h5pulse/service/run_status.h>

#include <QProgressBar>

namespace h5pulse::viewer {

/// Thin progress bar without text: simulated time relative to the end time of the run.
class ProgressLine : public QProgressBar
{
    Q_OBJECT

public:
    explicit ProgressLine(QWidget* parent = nullptr);

    /// Shows zero if the progress is unknown.
    void setStatus(const RunStatus& status);
    void applyTheme(const Theme& theme);
};

} // namespace h5pulse::viewer
