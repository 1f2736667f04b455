// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_description.h>

#include <QDateTime>

#include <optional>

namespace h5pulse::viewer {

/// Severity of an alarm, in ascending order.
enum class Severity { Note, Warning, Error };

/// Cause of an alarm. alarmName() gives the name that commands get.
enum class AlarmKind {
    NonFinite,
    Threshold,
    Stalled,
    CannotWrite,
    Unreachable,
    Crashed,
    Failed,
    Stopped,
    Finished
};

/// An event that the user should know of. It stays in the list until the user acknowledges it.
struct Alarm
{
    quint64 id = 0; ///< ascending
    AlarmKind kind = AlarmKind::NonFinite;
    Severity severity = Severity::Warning;
    QString key;                         ///< identifies the cause; the list has at most one alarm per key
    QDateTime raised;                    ///< time when the viewer noticed it
    std::optional<std::uint64_t> step{}; ///< step of the cause
    FieldPtr field{};                    ///< null: the alarm concerns the run
    std::uint64_t component = 0;         ///< of the field
    std::uint64_t count = 1;             ///< number of such values so far
    QString text;                        ///< a few words
    QString detail{};                    ///< more information; empty: none
};

/// Mark of an alarm in the slider.
struct AlarmMark
{
    std::uint64_t step = 0;
    Severity severity = Severity::Warning;
    QString text;
};

/// "non-finite", "threshold", "stalled", "cannot-write", "unreachable", "crashed", "failed", "stopped",
/// "finished".
QString alarmName(AlarmKind kind);
/// The text with the detail.
QString fullText(const Alarm& alarm);
/// "14:05:12   step 1,234   2 values so far", as far as they apply.
QString alarmPosition(const Alarm& alarm);

} // namespace h5pulse::viewer
