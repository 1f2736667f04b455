// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace h5pulse::viewer {

enum class ThemeChoice { System, Light, Dark };

/// What the user chose once for all runs.
struct Preferences
{
    static constexpr int kMinDigits = 3;
    static constexpr int kMaxDigits = 15;
    static constexpr int kSlowest = 1;
    static constexpr int kFastest = 60;
    static constexpr int kMaxRecentFiles = 50;

    ThemeChoice theme = ThemeChoice::System;
    int digits = 6;           ///< significant ones of numbers that are shown
    int framesPerSecond = 60; ///< new steps are shown so often at most
    bool restore = true;      ///< a run opens as the last one of its structure was left
    int recentFiles = 10;     ///< so many are listed

    /// With everything in its range.
    Preferences bounded() const;

    friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// The preferences in the user's settings. On the GUI thread.
class PreferenceStore : public QObject
{
    Q_OBJECT

public:
    explicit PreferenceStore(QObject* parent = nullptr);

    const Preferences& value() const { return m_value; }
    /// Takes over what is in range, and stores what changed.
    void set(const Preferences& value);
    /// For this process alone, and without storing: pictures do not depend on who takes them.
    void setForNow(const Preferences& value);

signals:
    void changed(const h5pulse::viewer::Preferences& old);

private:
    void take(const Preferences& value);

    Preferences m_value;
};

} // namespace h5pulse::viewer
