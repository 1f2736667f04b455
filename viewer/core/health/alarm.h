// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <h5pulse/service/run_description.h>

#include <QDateTime>

#include <optional>

namespace h5pulse::viewer {

/// In ascending order.
enum class Severity { Note, Warning, Error };

/// What an alarm is about. The names are what commands get (see alarmName()).
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

/// Something that the user should know of. It stays until it is acknowledged.
struct Alarm
{
    quint64 id = 0; ///< grows
    AlarmKind kind = AlarmKind::NonFinite;
    Severity severity = Severity::Warning;
    QString key;                         ///< there is one alarm of a key at a time
    QDateTime raised;                    ///< when it was noticed
    std::optional<std::uint64_t> step{}; ///< that it belongs to
    FieldPtr field{};                    ///< null: it is about the run
    std::uint64_t component = 0;         ///< of the field
    std::uint64_t count = 1;             ///< values so far
    QString text;                        ///< in a few words
    QString detail{};                    ///< a sentence where there is more to say
};

/// What a slider shows of an alarm.
struct AlarmMark
{
    std::uint64_t step = 0;
    Severity severity = Severity::Warning;
    QString text;
};

/// "non-finite", "threshold", "stalled", "cannot-write", "unreachable", "crashed", "failed", "stopped",
/// "finished".
QString alarmName(AlarmKind kind);
/// The text, and what more there is to say.
QString fullText(const Alarm& alarm);
/// "14:05:12   step 1,234", and how many values.
QString alarmPosition(const Alarm& alarm);

} // namespace h5pulse::viewer
