// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <h5pulse/service/run_status.h>

#include <QProgressBar>

namespace h5pulse::viewer {

/// Simulated time done, of the run's end time, as a thin line without a text.
class ProgressLine : public QProgressBar
{
    Q_OBJECT

public:
    explicit ProgressLine(QWidget* parent = nullptr);

    /// Where the progress is not known it stands at zero.
    void setStatus(const RunStatus& status);
    void applyTheme(const Theme& theme);
};

} // namespace h5pulse::viewer
