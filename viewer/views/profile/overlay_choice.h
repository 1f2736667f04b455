// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace h5pulse::viewer {

/// What the user wants to see in a profile beside the field at the cursor.
struct OverlayChoice
{
    static constexpr int kMaxGhosts = 20;
    static constexpr std::size_t kMaxPins = 8;
    static constexpr qsizetype kMaxFields = 8;

    /// What values are told as differences to.
    enum class Reference { None, Initial, Step, OtherRun };

    QStringList fields;              ///< other fields of the run, at the cursor
    std::vector<std::uint64_t> pins; ///< steps, in the order in which they were pinned
    bool initial = false;            ///< step 0
    int ghosts = 0;                  ///< so many steps before the cursor
    Reference reference = Reference::None;
    std::uint64_t referenceStep = 0; ///< for Reference::Step

    bool isPinned(std::uint64_t step) const;
    /// Where there are kMaxPins, the oldest one goes.
    void pin(std::uint64_t step);
    /// What was told as differences to it is told as values.
    void unpin(std::uint64_t step);
    void setField(const QString& field, bool shown);

    QJsonObject toJson() const;
    /// Passes over what makes no sense.
    static OverlayChoice fromJson(const QJsonObject& json);

    friend bool operator==(const OverlayChoice&, const OverlayChoice&) = default;
};

} // namespace h5pulse::viewer
