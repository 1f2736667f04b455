// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/focus_cycle.h"

#include "ui/views/view_area.h"
#include "ui/views/view_dock.h"
#include "views/view.h"

#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

/// The first widget in an area that accepts focus by Tab; null: none.
QWidget* entranceOf(const QWidget* area)
{
    QWidget* widget = area->nextInFocusChain();
    for (; widget != area; widget = widget->nextInFocusChain()) {
        if (area->isAncestorOf(widget) && widget->isVisible() && widget->isEnabled() &&
            !widget->focusProxy() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus) {
            return widget;
        }
    }
    return nullptr;
}

void sortByPosition(QList<QWidget*>& areas)
{
    const auto place = [](const QWidget* w) { return w->mapToGlobal(QPoint(0, 0)); };
    std::ranges::stable_sort(areas, [&](const QWidget* a, const QWidget* b) {
        const QPoint p = place(a);
        const QPoint q = place(b);
        return p.y() != q.y() ? p.y() < q.y() : p.x() < q.x();
    });
}

} // namespace

FocusCycle::FocusCycle(QMainWindow& window, ViewArea& views, QList<QWidget*> others)
    : QObject(&window)
    , m_window(window)
    , m_views(views)
    , m_others(std::move(others))
{
}

QList<QWidget*> FocusCycle::stops() const
{
    QList<QWidget*> result;
    const QList<QDockWidget*> panels =
        m_window.findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly);
    for (QDockWidget* panel : panels) {
        result << panel;
    }
    sortByPosition(result);
    QList<QWidget*> views;
    for (ViewDock* dock : m_views.docks()) {
        if (dock->view().isVisible()) { // neither closed nor hidden by another tab
            views << dock;
        }
    }
    sortByPosition(views);
    result << views << m_others;
    result.removeIf([](const QWidget* area) {
        return !area->isVisible() || (!qobject_cast<const ViewDock*>(area) && !entranceOf(area));
    });
    return result;
}

void FocusCycle::move(int direction)
{
    const QList<QWidget*> all = stops();
    if (all.isEmpty()) {
        return;
    }
    const QWidget* focus = QApplication::focusWidget();
    const auto here = std::ranges::find_if(
        all, [&](const QWidget* area) { return focus && (area == focus || area->isAncestorOf(focus)); });
    const qsizetype count = all.size();
    const qsizetype from = here == all.end() ? (direction > 0 ? -1 : 0) : here - all.begin();
    QWidget* area = all[(from + direction + count) % count];
    if (auto* dock = qobject_cast<ViewDock*>(area)) {
        dock->takeFocus();
    } else {
        area->window()->activateWindow();
        entranceOf(area)->setFocus(Qt::TabFocusReason);
    }
}

} // namespace h5pulse::viewer
