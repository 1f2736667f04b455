// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace h5pulse::viewer {

/// How the window was left, one JSON file per structure of runs, in one folder. At most 100 are kept; the
/// oldest go first. Files are replaced as a whole, so that two windows do not harm each other: the last one
/// wins. All calls use the file system and may take long: SessionThread makes them.
class SessionStore
{
public:
    static constexpr int kVersion = 1;
    static constexpr int kMaxFiles = 100;
    static constexpr qint64 kMaxBytes = 1'000'000;

    struct Loaded
    {
        QJsonObject parts; ///< empty: there is nothing to be restored
        QString problem;   ///< a sentence; empty: all is well
    };

    /// @param folder  need not exist
    explicit SessionStore(QString folder);

    /// What was saved for this key. A file that cannot be used is put aside, beside where it was, and the
    /// problem says so.
    Loaded load(const QString& key) const;
    /// A sentence; empty: it was saved.
    QString save(const QString& key, const QJsonObject& parts) const;

    QString pathOf(const QString& key) const;

private:
    void removeOldest() const;

    QString m_folder;
};

} // namespace h5pulse::viewer
