// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace h5pulse::viewer {

/// The run that is compared with the one that is open, in words. Its data are answers to queries.
struct ComparedRun
{
    QString name;         ///< of its file; empty: no run is compared
    bool bySteps = false; ///< steps of the same number belong together; else steps of the same time
    QString note;         ///< a remark on its frame, or the reason why there is none; may be empty

    bool isOn() const { return !name.isEmpty(); }

    friend bool operator==(const ComparedRun&, const ComparedRun&) = default;
};

} // namespace h5pulse::viewer
