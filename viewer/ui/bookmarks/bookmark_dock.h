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

/// The bookmarks of the run that is open: loads and saves them, lists them, marks them in the slider and goes
/// from one to the next. Opens by itself where there are some. Saving is done on a thread of its own.
class BookmarkDock : public QDockWidget
{
    Q_OBJECT

public:
    BookmarkDock(RunDocument& document, StepSlider& slider, QWidget* parent = nullptr);
    ~BookmarkDock() override;

    BookmarkModel& model() { return m_model; }
    BookmarkPanel& panel() { return *m_panel; }
    const BookmarkStore& store() const { return m_store; }
    /// Returns when all changes are in the user's folder, or have failed to get there.
    void flush() { m_pool.waitForDone(); }

public slots:
    /// Keeps the step that is shown, and asks for a note in the list.
    void addHere();
    void goNext();
    void goPrevious();

signals:
    /// A sentence about something that did not work.
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
    QString m_path; // of the run whose bookmarks these are
    RunIdentity m_run;
    bool m_greeted = false; // the run's bookmarks have been shown once
    QSet<QString> m_known;  // ids that were seen in this window
    QThreadPool m_pool;     // one thread: in the order of changes
};

} // namespace h5pulse::viewer
