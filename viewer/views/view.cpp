// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/view.h"

#include "plot/plot_header.h"
#include "plot/plot_widget.h"

#include <QVBoxLayout>

#include <algorithm>

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

void View::setContext(const ViewContext& context)
{
    if (context != m_context) {
        const ViewContext before = std::exchange(m_context, context);
        showContext(before);
    }
}

void View::setTimeRange(const std::optional<TraceWindow>& range)
{
    ViewContext context = m_context;
    context.timeRange = range;
    setContext(context);
}

void View::chooseTimeRange(const std::optional<TraceWindow>& range)
{
    m_context.timeRange = range;
    emit timeRangeChosen(range);
}

void View::drawNow()
{
    if (m_plot) {
        m_plot->replot(QCustomPlot::rpQueuedRefresh);
    }
}

void View::applyTheme(const Theme& theme)
{
    m_header->applyTheme(theme);
}

const Query* View::findQuery(std::size_t kind) const
{
    const auto found = std::ranges::find(m_queries, kind, &Query::index);
    return found == m_queries.end() ? nullptr : &*found;
}

void View::setQuery(Query query)
{
    std::vector<Query> queries = m_queries;
    const auto found = std::ranges::find(queries, query.index(), &Query::index);
    if (found != queries.end()) {
        *found = std::move(query);
    } else {
        queries.push_back(std::move(query));
    }
    setQueries(std::move(queries));
}

void View::clearQuery(std::size_t kind)
{
    std::vector<Query> queries = m_queries;
    std::erase_if(queries, [kind](const Query& query) { return query.index() == kind; });
    setQueries(std::move(queries));
}

void View::setQueries(std::vector<Query> queries)
{
    if (queries != m_queries) {
        m_queries = std::move(queries);
        emit queriesChanged();
    }
}

void View::askForFrame(const FrameDetail& detail)
{
    if (m_context.field) {
        setQuery(FrameQuery{m_context.field->name, m_context.slice, detail});
    } else {
        clearQuery<FrameQuery>();
    }
}

void View::setComparesRuns(bool compares)
{
    if (compares != m_comparesRuns) {
        m_comparesRuns = compares;
        emit queriesChanged();
    }
}

void View::setMarks(std::vector<StepMark> marks)
{
    if (marks != m_marks) {
        m_marks = std::move(marks);
        emit marksChanged();
    }
}

void View::addBody(QWidget* body, int stretch)
{
    m_layout->addWidget(body, stretch);
}

void View::addBar(QWidget* bar)
{
    m_layout->insertWidget(m_layout->indexOf(m_header) + 1, bar);
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
