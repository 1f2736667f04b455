// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace h5pulse::viewer {

/// Texts about the run that is compared with the open run. The data of that run come as answers to queries.
struct ComparedRun
{
    QString name;         ///< name of its file; empty: no run is compared
    bool bySteps = false; ///< true: steps of the same number match; false: steps of the same time match
    QString note;         ///< a remark on its frame, or the reason why it has none; may be empty

    bool isOn() const { return !name.isEmpty(); }

    friend bool operator==(const ComparedRun&, const ComparedRun&) = default;
};

} // namespace h5pulse::viewer
