// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bookmarks/bookmark.h"

#include <QSet>

#include <vector>

namespace h5pulse::viewer {

/// Stores bookmarks in the user's data folder, one JSON file per run file. It never writes to the folder of
/// the run.
///
/// Thread-safety: several windows, processes and threads may use the same folder. A copy uses the same
/// folder.
class BookmarkStore
{
public:
    struct Loaded
    {
        std::vector<Bookmark> bookmarks;
        QString problem; ///< a sentence for the user; empty: no problem
    };

    /// Uses the folder `bookmarks` in the data folder of the application.
    BookmarkStore();
    explicit BookmarkStore(const QString& folder);

    /// Path of the JSON file with the bookmarks of a run file.
    QString fileOf(const QString& runPath) const;

    /// Loads the bookmarks of a run file. A JSON file that cannot be read completely is renamed, and
    /// `problem` names it.
    Loaded load(const QString& runPath) const;

    /// Saves the bookmarks of a run file. Returns a sentence if this failed; empty: saved.
    /// @param known  ids that the caller has loaded or created. Other ids in the JSON file come from other
    ///               windows and stay
    QString save(const QString& runPath, const std::vector<Bookmark>& bookmarks,
                 const QSet<QString>& known) const;

private:
    QString m_folder;
};

} // namespace h5pulse::viewer
