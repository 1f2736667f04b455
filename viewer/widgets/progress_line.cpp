// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/progress_line.h"

#include <cmath>

namespace h5pulse::viewer {

namespace {
constexpr int kProgressSteps = 1000;
}

ProgressLine::ProgressLine(QWidget* parent)
    : QProgressBar(parent)
{
    setRange(0, kProgressSteps);
    setTextVisible(false);
    setFixedHeight(6);
    setMinimumWidth(60);
    setToolTip(tr("Simulated time relative to the end time of the run"));
    setAccessibleName(tr("Progress"));
}

void ProgressLine::setStatus(const RunStatus& status)
{
    setValue(std::isfinite(status.progress) ? static_cast<int>(std::lround(status.progress * kProgressSteps))
                                            : 0);
}

void ProgressLine::applyTheme(const Theme& theme)
{
    setStyleSheet(QStringLiteral("QProgressBar { border: none; border-radius: 3px; background: %1; }"
                                 "QProgressBar::chunk { border-radius: 3px; background: %2; }")
                      .arg(theme.border.name(), theme.accent.name()));
}

} // namespace h5pulse::viewer
