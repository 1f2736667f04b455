// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace h5pulse::viewer {

/// Stores the state of the window in one JSON file per structure of runs, in one folder. It keeps at most
/// kMaxFiles files and removes the oldest. Files are replaced atomically; of two windows, the last one to
/// save wins. All calls use the file system and may block, so SessionThread makes them.
class SessionStore
{
public:
    static constexpr int kVersion = 1;
    static constexpr int kMaxFiles = 100;
    static constexpr qint64 kMaxBytes = 1'000'000;

    struct Loaded
    {
        QJsonObject parts; ///< empty: nothing is stored
        QString problem;   ///< a sentence; empty: no problem
    };

    /// @param folder  need not exist
    explicit SessionStore(QString folder);

    /// Loads the state of a structure. A file that cannot be used is renamed in its folder, and `problem`
    /// says so.
    Loaded load(const QString& key) const;
    /// Saves the state of a structure. Returns a sentence if this failed; empty: saved.
    QString save(const QString& key, const QJsonObject& parts) const;

    QString pathOf(const QString& key) const;

private:
    void removeOldest() const;

    QString m_folder;
};

} // namespace h5pulse::viewer
