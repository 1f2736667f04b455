// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bookmarks/bookmark.h"

#include <QSet>

#include <vector>

namespace h5pulse::viewer {

/// Keeps bookmarks in the user's own folder, in a JSON file for each run's file. Never writes beside the run.
/// Copies are independent; several windows and threads may use the same folder.
class BookmarkStore
{
public:
    struct Loaded
    {
        std::vector<Bookmark> bookmarks;
        QString problem; ///< a sentence for the user; empty: none
    };

    /// In the settings of this program.
    BookmarkStore();
    explicit BookmarkStore(const QString& folder);

    /// Where the bookmarks of a run are kept.
    QString fileOf(const QString& runPath) const;

    /// What cannot be read is put aside beside its place under another name, and said to be.
    Loaded load(const QString& runPath) const;

    /// @param known  ids that the caller has seen: others in the file are of another window, and stay
    /// Returns a sentence about why it did not work; empty: it did.
    QString save(const QString& runPath, const std::vector<Bookmark>& bookmarks,
                 const QSet<QString>& known) const;

private:
    QString m_folder;
};

} // namespace h5pulse::viewer
