// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_history.h"

#include "ui/views/view_area.h"
#include "ui/views/view_dock.h"
#include "views/registry/view_registry.h"

#include <QEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QScopedValueRollback>

#include <algorithm>

namespace h5pulse::viewer {

namespace {
constexpr qint64 kTogether = 500; // milliseconds
constexpr int kSettle = 50;
} // namespace

/// A change of the state of a view, or of the layout.
class ViewHistory::Command : public QUndoCommand
{
public:
    Command(ViewHistory& history, QString view, QJsonObject before, QJsonObject after, const QString& text)
        : QUndoCommand(text)
        , m_history(history)
        , m_view(std::move(view))
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_time(history.m_clock.elapsed())
    {
    }

    int id() const override { return 1; }

    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = static_cast<const Command*>(other);
        if (next->m_view != m_view || next->m_time - m_time > kTogether) {
            return false;
        }
        m_after = next->m_after;
        m_time = next->m_time;
        setObsolete(m_after == m_before);
        return true;
    }

    void undo() override
    {
        m_time = -kTogether - 1; // later changes do not merge with this one
        m_history.apply(m_view, m_before);
    }

    void redo() override
    {
        if (m_done) {
            m_history.apply(m_view, m_after);
        }
        m_done = true; // the first call comes from push(), when the change is already in effect
    }

private:
    ViewHistory& m_history;
    QString m_view;
    QJsonObject m_before;
    QJsonObject m_after;
    qint64 m_time;
    bool m_done = false;
};

ViewHistory::ViewHistory(ViewArea& area, QObject* parent)
    : QObject(parent)
    , m_area(area)
{
    m_stack.setUndoLimit(kMaxChanges);
    m_clock.start();
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_settle, &QTimer::timeout, this, &ViewHistory::noteLayout);
    connect(&m_refresh, &QTimer::timeout, this, &ViewHistory::refresh);
    connect(&m_area, &ViewArea::layoutChanged, this, &ViewHistory::noteLayout);
    connect(&m_area, &ViewArea::viewChanged, this, &ViewHistory::noteView);
    connect(&m_area, &ViewArea::currentChanged, this, [this] { m_refresh.start(); });
    m_area.installEventFilter(this);
    refresh();
}

bool ViewHistory::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show) {
        m_refresh.start();
    }
    return QObject::eventFilter(watched, event);
}

void ViewHistory::addTo(QMenu* menu)
{
    QAction* undo = m_stack.createUndoAction(menu, tr("&Undo"));
    undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    undo->setToolTip(tr("Undo the last change to views"));
    QAction* redo = m_stack.createRedoAction(menu, tr("Red&o"));
    redo->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    redo->setToolTip(tr("Redo the last change that was undone"));
    menu->addActions({undo, redo});
}

void ViewHistory::restart()
{
    m_settle.stop();
    m_stack.clear();
    refresh();
}

void ViewHistory::noteLayout()
{
    if (m_applying) {
        return;
    }
    if (QGuiApplication::mouseButtons() != Qt::NoButton) {
        m_settle.start();
    } else {
        takeLayout();
    }
}

void ViewHistory::takeLayout()
{
    m_settle.stop();
    const QJsonObject before = m_layout;
    refresh();
    push(QString(), before, m_layout, tr("layout"));
}

void ViewHistory::noteView(ViewDock* dock)
{
    if (m_applying) {
        return;
    }
    const QString name = dock->view().objectName();
    const QJsonObject before = m_states[name];
    m_states[name] = dock->saveState();
    if (!m_settle.isActive()) {
        m_layout = m_area.saveLayout();
    }
    push(name, before, m_states[name], dock->kind().title);
}

void ViewHistory::refresh()
{
    if (m_settle.isActive()) {
        return; // takeLayout() needs the old layout
    }
    m_layout = m_area.saveLayout();
    for (const ViewDock* dock : m_area.docks()) {
        m_states[dock->view().objectName()] = dock->saveState();
    }
}

void ViewHistory::push(const QString& view, const QJsonObject& before, const QJsonObject& after,
                       const QString& text)
{
    if (before != after) {
        m_stack.push(new Command(*this, view, before, after, text));
    }
}

void ViewHistory::apply(const QString& view, const QJsonObject& state)
{
    const QScopedValueRollback<bool> guard(m_applying, true);
    if (view.isEmpty()) {
        m_area.restoreLayout(state);
    } else if (ViewDock* found = dock(view)) {
        found->restoreState(state);
    }
    refresh();
}

ViewDock* ViewHistory::dock(const QString& view) const
{
    const QList<ViewDock*>& docks = m_area.docks();
    const auto found =
        std::ranges::find_if(docks, [&](ViewDock* d) { return d->view().objectName() == view; });
    return found == docks.end() ? nullptr : *found;
}

} // namespace h5pulse::viewer
