// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bookmarks/bookmark_model.h"
#include "ui/bookmarks/bookmark_store.h"

#include <QDockWidget>
#include <QSet>
#include <QThreadPool>

namespace h5pulse::viewer {

class BookmarkPanel;
class RunDocument;
class StepSlider;

/// Dock widget with the bookmarks of the open run. It loads and saves them, marks them in the slider and goes
/// to the next or previous one. It opens by itself if the run has bookmarks. It saves on a separate thread.
class BookmarkDock : public QDockWidget
{
    Q_OBJECT

public:
    BookmarkDock(RunDocument& document, StepSlider& slider, QWidget* parent = nullptr);
    ~BookmarkDock() override;

    BookmarkModel& model() { return m_model; }
    BookmarkPanel& panel() { return *m_panel; }
    const BookmarkStore& store() const { return m_store; }
    /// Blocks until all changes have been saved or have failed.
    void flush() { m_pool.waitForDone(); }

public slots:
    /// Adds a bookmark at the shown step and starts editing its note in the list.
    void addHere();
    void goNext();
    void goPrevious();

signals:
    /// A message for the user: loading, adding or saving failed.
    void note(const QString& text);

private:
    void follow();
    void load();
    void save();
    void mark();

    RunDocument& m_document;
    StepSlider& m_slider;
    BookmarkModel m_model;
    BookmarkStore m_store;
    BookmarkPanel* m_panel;
    QString m_path; // file of the run that the bookmarks belong to
    RunIdentity m_run;
    bool m_greeted = false; // the dock has opened by itself for this file, if it had to
    QSet<QString> m_known;  // ids that this window has loaded or created
    QThreadPool m_pool;     // one thread, so that changes are saved in order
};

} // namespace h5pulse::viewer
