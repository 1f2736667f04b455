// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table/value_grid.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <array>

namespace h5pulse::viewer {

ValueGrid::ValueGrid(QWidget* parent)
    : QTableView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setSelectionMode(ContiguousSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle); // keeps the exponent visible
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 5);
    for (QHeaderView* header : {verticalHeader(), horizontalHeader()}) {
        header->setHighlightSections(false);
        connect(header, &QHeaderView::sectionResized, this, &ValueGrid::visibleChanged);
    }
}

QModelIndex ValueGrid::firstVisible() const
{
    return indexAt({0, 0});
}

QModelIndex ValueGrid::lastVisible() const
{
    if (!model() || !firstVisible().isValid()) {
        return {};
    }
    const int row = rowAt(viewport()->height() - 1);
    const int column = columnAt(viewport()->width() - 1);
    return model()->index(row < 0 ? model()->rowCount() - 1 : row,
                          column < 0 ? model()->columnCount() - 1 : column);
}

bool ValueGrid::event(QEvent* event)
{
    // Some of these keys are shortcuts of the window for going to other steps. The table takes them while it
    // has the focus.
    static constexpr std::array keys{Qt::Key_Left, Qt::Key_Right,  Qt::Key_Up,       Qt::Key_Down,
                                     Qt::Key_Home, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_End};
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (std::ranges::find(keys, key) != keys.end()) {
            event->accept();
            return true;
        }
    }
    return QTableView::event(event);
}

void ValueGrid::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    emit visibleChanged();
}

void ValueGrid::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    emit visibleChanged();
}

} // namespace h5pulse::viewer
