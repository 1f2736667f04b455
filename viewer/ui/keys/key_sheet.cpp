// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/key_sheet.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace h5pulse::viewer {

namespace {

enum Column { Text, Keys, Tip, ColumnCount };

constexpr QSize kSize(760, 560);

bool matches(const QTreeWidgetItem& item, const QString& text)
{
    for (int column = 0; column < ColumnCount; ++column) {
        if (item.text(column).contains(text, Qt::CaseInsensitive)) {
            return true;
        }
    }
    return false;
}

} // namespace

KeySheet::KeySheet(QWidget* parent)
    : QDialog(parent)
    , m_entry(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
{
    setWindowTitle(tr("Keys and mouse"));
    m_entry->setPlaceholderText(tr("Search for a key or an action"));
    m_entry->setAccessibleName(m_entry->placeholderText());
    m_entry->setClearButtonEnabled(true);
    m_list->setAccessibleName(windowTitle());
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderLabels({tr("Action"), tr("Keys"), tr("Details")});
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setIndentation(12);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setStretchLastSection(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_entry);
    layout->addWidget(m_list, 1);
    connect(m_entry, &QLineEdit::textChanged, this, &KeySheet::filter);
    resize(kSize);
}

void KeySheet::setLines(const std::vector<KeyLine>& lines)
{
    m_list->clear();
    QTreeWidgetItem* group = nullptr;
    QFont bold = m_list->font();
    bold.setWeight(QFont::DemiBold);
    for (const KeyLine& line : lines) {
        if (!group || group->text(Text) != line.group) {
            group = new QTreeWidgetItem(m_list, {line.group});
            group->setFont(Text, bold);
            group->setFlags(Qt::ItemIsEnabled);
            group->setFirstColumnSpanned(true);
        }
        auto* item = new QTreeWidgetItem(group, {line.text, line.keys, line.tip});
        item->setToolTip(Tip, line.tip);
    }
    m_list->expandAll();
    m_list->resizeColumnToContents(Text);
    m_list->resizeColumnToContents(Keys);
    filter(m_entry->text());
}

void KeySheet::filter(const QString& text)
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = m_list->topLevelItem(i);
        const bool whole = group->text(Text).contains(text, Qt::CaseInsensitive);
        bool any = false;
        for (int k = 0; k < group->childCount(); ++k) {
            const bool shown = whole || matches(*group->child(k), text);
            group->child(k)->setHidden(!shown);
            any = any || shown;
        }
        group->setHidden(!any);
    }
}

void KeySheet::present()
{
    show();
    raise();
    activateWindow();
    m_entry->setFocus();
    m_entry->selectAll();
}

} // namespace h5pulse::viewer
