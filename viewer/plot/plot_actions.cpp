// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot_actions.h"

#include "plot/plot_widget.h"

#include <QContextMenuEvent>

namespace h5pulse::viewer {

PlotActions::PlotActions(QWidget& view, PlotWidget& plot)
    : QObject(&view)
    , m_view(view)
    , m_plot(plot)
{
    m_first = addSeparator();
    QAction* mark = add(tr("Set &marker here"), tr("Readouts show the difference to it"), Qt::Key_M);
    connect(mark, &QAction::triggered, this, [this] { emit markWanted(place()); });
    m_unmark = add(tr("Remove mar&ker"), {}, Qt::Key_Escape);
    m_unmark->setEnabled(false);
    connect(m_unmark, &QAction::triggered, this, &PlotActions::unmarkWanted);
    addSeparator();
    QAction* back = add(tr("Zoom &back"), tr("Shows the previous range again"), Qt::ALT | Qt::Key_Left);
    QAction* forward = add(tr("Zoom f&orward"), {}, Qt::ALT | Qt::Key_Right);
    connect(back, &QAction::triggered, &plot, &PlotWidget::zoomBack);
    connect(forward, &QAction::triggered, &plot, &PlotWidget::zoomForward);
    const auto refresh = [this, back, forward] {
        back->setEnabled(m_plot.canZoomBack());
        forward->setEnabled(m_plot.canZoomForward());
    };
    connect(&plot, &PlotWidget::historyChanged, this, refresh);
    refresh();
    plot.installEventFilter(this);
}

QAction* PlotActions::add(const QString& text, const QString& tip, const QKeySequence& key)
{
    auto* action = new QAction(text, this);
    if (!tip.isEmpty()) {
        action->setToolTip(tip);
    }
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_view.addAction(action);
    return action;
}

QAction* PlotActions::addSeparator()
{
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    m_view.addAction(separator);
    return separator;
}

void PlotActions::addAction(QAction* action)
{
    m_view.insertAction(m_first, action);
}

QPointF PlotActions::place() const
{
    return m_menuAt.value_or(m_plot.hoverPosition().value_or(QPointF(m_plot.rect().center())));
}

bool PlotActions::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ContextMenu) {
        showMenu(static_cast<QContextMenuEvent*>(event)->pos());
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void PlotActions::showMenu(const QPoint& position)
{
    auto* menu = new QMenu(&m_plot);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    emit menuWanted(menu, position);
    menu->addActions(m_view.actions());
    menu->addAction(tr("&Reset zoom"), &m_plot, &PlotWidget::resetWanted);
    m_menuAt = position;
    connect(menu, &QObject::destroyed, this, [this] { m_menuAt.reset(); });
    menu->popup(m_plot.mapToGlobal(position));
}

} // namespace h5pulse::viewer
