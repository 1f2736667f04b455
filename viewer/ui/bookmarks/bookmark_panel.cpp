// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bookmarks/bookmark_panel.h"

#include "widgets/tabular_font.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace h5pulse::viewer {

BookmarkPanel::BookmarkPanel(BookmarkModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new QTableView(this))
    , m_hint(new QLabel(tr("Ctrl+B adds a bookmark with a note at the shown step."), this))
    , m_add(new QToolButton(this))
    , m_remove(new QToolButton(this))
{
    m_table->setModel(&m_model);
    m_table->setFont(tabularFont(font()));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setAccessibleName(tr("Bookmarks"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(BookmarkModel::Note, QHeaderView::Stretch);
    auto* remove = new QAction(tr("&Delete"), m_table);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    auto* rename = new QAction(tr("&Edit the note"), m_table);
    rename->setShortcut(QKeySequence(Qt::Key_F2));
    rename->setShortcutContext(Qt::WidgetShortcut);
    m_table->addActions({rename, remove});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);

    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setMinimumWidth(1);
    m_add->setText(tr("Add"));
    m_add->setToolTip(tr("Add a bookmark at the shown step (Ctrl+B)"));
    m_remove->setText(tr("Delete"));
    m_remove->setToolTip(tr("Delete the selected bookmarks (Del)"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_hint);
    layout->addLayout(buttons);

    connect(m_add, &QToolButton::clicked, this, &BookmarkPanel::addWanted);
    connect(m_remove, &QToolButton::clicked, this, &BookmarkPanel::removeSelected);
    connect(remove, &QAction::triggered, this, &BookmarkPanel::removeSelected);
    connect(rename, &QAction::triggered, this, [this] {
        if (m_table->currentIndex().isValid()) {
            editNote(m_table->currentIndex().row());
        }
    });
    connect(m_table, &QTableView::clicked, this, &BookmarkPanel::go);
    connect(m_table, &QTableView::activated, this, &BookmarkPanel::go);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BookmarkPanel::refresh);
    connect(&m_model, &BookmarkModel::rowsInserted, this, &BookmarkPanel::refresh);
    connect(&m_model, &BookmarkModel::rowsRemoved, this, &BookmarkPanel::refresh);
    connect(&m_model, &BookmarkModel::modelReset, this, &BookmarkPanel::refresh);
    refresh();
}

void BookmarkPanel::editNote(int row)
{
    const QModelIndex note = m_model.index(row, BookmarkModel::Note);
    m_table->setCurrentIndex(note);
    m_table->scrollTo(note);
    m_table->setFocus();
    m_table->edit(note);
}

void BookmarkPanel::go(const QModelIndex& index)
{
    if (m_model.isOfThisRun(index.row())) {
        emit stepWanted(m_model.bookmarks()[static_cast<std::size_t>(index.row())].step);
    }
}

void BookmarkPanel::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        rows << index.row();
    }
    m_model.remove(rows);
}

void BookmarkPanel::refresh()
{
    m_hint->setVisible(m_model.rowCount() == 0);
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
}

} // namespace h5pulse::viewer
