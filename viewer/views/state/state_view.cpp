// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/state/state_view.h"

#include "plot/placeholder.h"
#include "plot/plot_header.h"
#include "views/image/image_view.h"
#include "views/profile/profile_view.h"
#include "views/value/value_view.h"

#include <algorithm>

namespace h5pulse::viewer {

namespace {

constexpr int kMinHeight = 140; // axes and labels would fill a lower plot

QString emptyText(const RunStatus& status)
{
    switch (status.phase) {
    case RunPhase::Idle:
        return {};
    case RunPhase::Waiting:
        return StateView::tr("Waiting for the file. It opens when it appears.");
    case RunPhase::Unreadable:
        return StateView::tr("The viewer cannot read this file now. It tries again every second.");
    case RunPhase::Unreachable:
        return StateView::tr("The file cannot be reached now. It appears here when it is available again.");
    default:
        return status.steps > 0 ? QString()
               : isGrowing(status.phase)
                   ? StateView::tr("No step yet. The first one appears here when it is written.")
                   : StateView::tr("This run has no steps.");
    }
}

} // namespace

StateView::StateView(QWidget* parent)
    : View(parent)
    , m_placeholder(new Placeholder(this))
{
    addBody(m_placeholder);
    // In order of precedence.
    add(new ProfileView(this), QStringLiteral("profile"));
    add(new ImageView(this), QStringLiteral("image"));
    add(new ValueView(this), QStringLiteral("value"));
    setCurrent(nullptr);
}

void StateView::add(View* view, const QString& id)
{
    view->setObjectName(id);
    view->header().hide(); // the header of this view has the same texts
    view->hide();
    addBody(view);
    connect(&view->header(), &PlotHeader::changed, this, &StateView::mirrorHeader);
    connect(view, &View::stateChanged, this, &View::stateChanged);
    connect(view, &View::marksChanged, this, [this, view] {
        if (view == m_current) {
            setMarks(view->marks());
        }
    });
    connect(view, &View::stepWanted, this, &View::stepWanted);
    connect(view, &View::timeWanted, this, &View::timeWanted);
    connect(view, &View::sliceWanted, this, &View::sliceWanted);
    connect(view, &View::traceWanted, this, &View::traceWanted);
    connect(view, &View::traceUnwanted, this, &View::traceUnwanted);
    connect(view, &View::queriesChanged, this, [this, view] {
        if (view == m_current) {
            ask();
        }
    });
    m_views << view;
}

void StateView::setCurrent(View* view)
{
    if (m_current && m_current != view) {
        m_current->showAnswer({.kind = Query(FrameQuery{}).index(), .result = nullptr});
        m_current->hide();
    }
    m_current = view;
    m_placeholder->setVisible(!view);
    setPlotWidget(view ? view->plotWidget() : nullptr);
    setMarks(view ? view->marks() : std::vector<StepMark>());
    ask();
    mirrorHeader();
    offerActions();
    // A number needs little height. The rest goes to the other views.
    const bool low = view && view->sizePolicy().verticalPolicy() == QSizePolicy::Maximum;
    setMinimumHeight(low ? 0 : kMinHeight);
    setMaximumHeight(low ? view->sizeHint().height() : QWIDGETSIZE_MAX);
    if (view) {
        view->show();
    }
}

void StateView::ask()
{
    setComparesRuns(m_current && m_current->comparesRuns());
    if (m_current) {
        setQueries(m_current->queries());
    } else {
        setQueries({});
        askForFrame();
    }
}

void StateView::offerActions()
{
    for (QAction* action : actions()) {
        removeAction(action);
    }
    if (m_current) {
        addActions(m_current->actions());
    }
}

void StateView::mirrorHeader()
{
    header().setTitle(m_current ? m_current->header().title() : QString());
    header().setReadout(m_current ? m_current->header().readout() : QString());
}

QString StateView::placeholder() const
{
    return m_placeholder->isVisibleTo(this) ? m_placeholder->text() : QString();
}

void StateView::showContext(const ViewContext&)
{
    m_placeholder->setText(context().problem.isEmpty() ? emptyText(*context().status) : context().problem);
    for (View* view : m_views) {
        view->setContext(context());
    }
    if (!context().field && m_current) {
        setCurrent(nullptr);
    }
    ask();
}

void StateView::showAnswer(const Answer& answer)
{
    if (answer.isTo<FrameQuery>() && answer.run == Answer::Run::Open) {
        showFrame(answer);
    } else if (m_current) {
        m_current->showAnswer(answer);
    }
}

void StateView::showFrame(const Answer& answer)
{
    View* wanted = nullptr;
    if (const FramePtr frame = answer.frame()) {
        const auto shows = [&](const View* view) { return view->shows(*frame->field); };
        const auto found = std::ranges::find_if(m_views, shows);
        wanted = found == m_views.end() ? nullptr : *found;
    }
    if (wanted) {
        wanted->showAnswer(answer);
    }
    if (wanted != m_current) {
        setCurrent(wanted);
    }
}

bool StateView::isComplete() const
{
    return !m_current || m_current->isComplete();
}

void StateView::resetZoom()
{
    for (View* view : m_views) {
        view->resetZoom();
    }
}

void StateView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    for (View* view : m_views) {
        view->applyTheme(theme);
    }
}

void StateView::drawNow()
{
    if (m_current) {
        m_current->drawNow();
    }
}

ViewData StateView::data() const
{
    return m_current ? m_current->data() : ViewData{};
}

QJsonObject StateView::saveState() const
{
    QJsonObject state;
    for (const View* view : m_views) {
        state[view->objectName()] = view->saveState();
    }
    return state;
}

void StateView::restoreState(const QJsonObject& state)
{
    for (View* view : m_views) {
        view->restoreState(state[view->objectName()].toObject());
    }
}

} // namespace h5pulse::viewer
