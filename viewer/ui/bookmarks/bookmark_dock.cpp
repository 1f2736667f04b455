// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bookmarks/bookmark_dock.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/run/run_document.h"
#include "core/texts.h"
#include "ui/bookmarks/bookmark_panel.h"
#include "ui/slider/step_slider.h"

#include <algorithm>

namespace h5pulse::viewer {

namespace {
constexpr int kNarrow = 800; // pixels; in narrower windows the dock does not open by itself
} // namespace

BookmarkDock::BookmarkDock(RunDocument& document, StepSlider& slider, QWidget* parent)
    : QDockWidget(tr("Bookmarks"), parent)
    , m_document(document)
    , m_slider(slider)
    , m_panel(new BookmarkPanel(m_model, this))
{
    setObjectName(QStringLiteral("bookmarks"));
    setFeatures(DockWidgetClosable | DockWidgetMovable);
    setWidget(m_panel);
    hide();
    m_pool.setMaxThreadCount(1);
    connect(m_panel, &BookmarkPanel::addWanted, this, &BookmarkDock::addHere);
    connect(m_panel, &BookmarkPanel::stepWanted, &m_document, &RunDocument::goToStep);
    connect(&m_model, &BookmarkModel::edited, this, &BookmarkDock::save);
    connect(&m_document, &RunDocument::runChanged, this, &BookmarkDock::follow);
    connect(&m_document, &RunDocument::statusChanged, this, &BookmarkDock::follow);
}

BookmarkDock::~BookmarkDock()
{
    flush();
}

void BookmarkDock::follow()
{
    const RunStatus& status = m_document.status();
    if (const QString path = toText(status.path); path != m_path) {
        m_path = path;
        load();
    }
    if (!status.run) {
        return;
    }
    const RunIdentity run{toText(status.run->created), status.firstTime};
    const bool same =
        run.created == m_run.created &&
        (run.firstTime == m_run.firstTime || (std::isnan(run.firstTime) && std::isnan(m_run.firstTime)));
    if (!same || !m_greeted) {
        m_run = run;
        m_model.setRun(run, status.run->hasTimes ? timeLabelOf(*status.run) : QString());
        mark();
    }
    if (!std::exchange(m_greeted, true) && !m_slider.marks(MarkSource::Bookmarks).empty() &&
        window()->width() >= kNarrow) {
        show();
    }
}

void BookmarkDock::load()
{
    flush(); // the same file may be opened again
    m_greeted = false;
    m_known.clear();
    BookmarkStore::Loaded loaded;
    if (m_path.isEmpty()) {
        hide();
    } else if (!window()->testAttribute(Qt::WA_DontShowOnScreen)) { // not for snapshots
        loaded = m_store.load(m_path);
    }
    for (const Bookmark& bookmark : loaded.bookmarks) {
        m_known.insert(bookmark.id);
    }
    m_model.setBookmarks(std::move(loaded.bookmarks));
    mark();
    if (!loaded.problem.isEmpty()) {
        emit note(loaded.problem);
    }
}

void BookmarkDock::save()
{
    for (const Bookmark& bookmark : m_model.bookmarks()) {
        m_known.insert(bookmark.id);
    }
    mark();
    m_pool.start([this, store = m_store, path = m_path, bookmarks = m_model.bookmarks(), known = m_known] {
        const QString problem = store.save(path, bookmarks, known);
        if (!problem.isEmpty()) {
            QMetaObject::invokeMethod(
                this, [this, problem] { emit note(problem); }, Qt::QueuedConnection);
        }
    });
}

void BookmarkDock::mark()
{
    std::vector<StepMark> marks;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.isOfThisRun(row)) {
            const Bookmark& bookmark = m_model.bookmarks()[static_cast<std::size_t>(row)];
            marks.push_back({bookmark.step, {}, bookmark.note.isEmpty() ? tr("Bookmark") : bookmark.note});
        }
    }
    m_slider.setMarks(MarkSource::Bookmarks, std::move(marks));
}

void BookmarkDock::addHere()
{
    const FramePtr& frame = m_document.frame();
    if (!frame || frame->run != m_document.status().run) {
        return;
    }
    int row = m_model.rowOf(frame->step);
    if (row < 0) {
        row = m_model.add(frame->step,
                          frame->run->hasTimes ? frame->time : std::numeric_limits<double>::quiet_NaN());
    }
    if (row < 0) {
        emit note(tr("A file can have %1 bookmarks. Delete some before you add others.")
                      .arg(formatCount(BookmarkModel::kMaxBookmarks)));
        return;
    }
    show();
    raise();
    m_panel->editNote(row);
}

void BookmarkDock::goNext()
{
    if (const std::optional<quint64> step = m_model.next(m_document.cursor().step)) {
        m_document.goToStep(*step);
    }
}

void BookmarkDock::goPrevious()
{
    if (const std::optional<quint64> step = m_model.previous(m_document.cursor().step)) {
        m_document.goToStep(*step);
    }
}

} // namespace h5pulse::viewer
