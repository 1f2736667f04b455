// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace h5pulse::viewer {

enum class ThemeChoice { System, Light, Dark };

/// Choices of the user that apply to all runs.
struct Preferences
{
    static constexpr int kMinDigits = 3;
    static constexpr int kMaxDigits = 15;
    static constexpr int kSlowest = 1;
    static constexpr int kFastest = 60;
    static constexpr int kMaxRecentFiles = 50;

    ThemeChoice theme = ThemeChoice::System;
    int digits = 6;           ///< significant digits of shown numbers
    int framesPerSecond = 60; ///< maximum rate at which new steps are shown
    bool restore = true;      ///< a run opens with the last layout of runs of the same structure
    int recentFiles = 10;     ///< length of the list of recent files

    /// A copy with all numbers clamped to their ranges.
    Preferences bounded() const;

    friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// The preferences, stored in the user's settings. Use on the GUI thread.
class PreferenceStore : public QObject
{
    Q_OBJECT

public:
    explicit PreferenceStore(QObject* parent = nullptr);

    const Preferences& value() const { return m_value; }
    /// Sets the preferences, clamped to their ranges, and stores those that changed.
    void set(const Preferences& value);
    /// Sets the preferences for this process without storing them, so that snapshots do not depend on the
    /// user.
    void setForNow(const Preferences& value);

signals:
    void changed(const h5pulse::viewer::Preferences& old);

private:
    void take(const Preferences& value);

    Preferences m_value;
};

} // namespace h5pulse::viewer
