// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

namespace h5pulse::viewer {

/// A mark that the slider shows at a step.
struct StepMark
{
    quint64 step = 0;
    QColor color{}; ///< invalid: the colour of text
    QString toolTip{};

    friend bool operator==(const StepMark&, const StepMark&) = default;
};

} // namespace h5pulse::viewer
