// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/view.h"

#include "plot/plot_header.h"

#include <QVBoxLayout>

namespace h5pulse::viewer {

View::View(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_header(new PlotHeader(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_header);
}

void View::addBody(QWidget* body, int stretch)
{
    m_layout->addWidget(body, stretch);
}

void View::addBar(QWidget* bar)
{
    m_layout->insertWidget(m_layout->indexOf(m_header) + 1, bar);
}

void View::applyTheme(const Theme& theme)
{
    m_header->applyTheme(theme);
}

void View::setQuery(std::optional<Query> query)
{
    if (query != m_query) {
        m_query = std::move(query);
        emit queryChanged();
    }
}

QAction* View::offer(const QString& text, const QString& tip, const QKeySequence& shortcut)
{
    auto* action = new QAction(text, this);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

} // namespace h5pulse::viewer
