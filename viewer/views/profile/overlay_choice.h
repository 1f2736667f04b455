// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace h5pulse::viewer {

/// The user's choice of overlays: the curves that a profile shows beside the field at the cursor.
struct OverlayChoice
{
    static constexpr int kMaxGhosts = 20;
    static constexpr std::size_t kMaxPins = 8;
    static constexpr qsizetype kMaxFields = 8;

    /// The curve that the profile subtracts from all others. None: the profile shows values.
    enum class Reference { None, Initial, Step, OtherRun };

    QStringList fields;              ///< other fields of the run, at the cursor
    std::vector<std::uint64_t> pins; ///< steps, in the order in which they were pinned
    bool initial = false;            ///< step 0
    int ghosts = 0;                  ///< number of steps before the cursor
    Reference reference = Reference::None;
    std::uint64_t referenceStep = 0; ///< for Reference::Step

    bool isPinned(std::uint64_t step) const;
    /// Adds a step. If kMaxPins steps are pinned already, the oldest one is removed.
    void pin(std::uint64_t step);
    /// Removes a step. If the step is the reference, the profile shows values again.
    void unpin(std::uint64_t step);
    /// Adds or removes a field. Keeps the latest kMaxFields.
    void setField(const QString& field, bool shown);

    QJsonObject toJson() const;
    /// Ignores invalid entries.
    static OverlayChoice fromJson(const QJsonObject& json);

    friend bool operator==(const OverlayChoice&, const OverlayChoice&) = default;
};

} // namespace h5pulse::viewer
