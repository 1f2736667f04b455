// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_dock.h"

#include "core/comparison/comparison.h"
#include "core/run/run_document.h"
#include "core/texts.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "ui/views/title_bar.h"
#include "views/registry/view_registry.h"
#include "widgets/icons.h"

#include <h5pulse/service/frame.h>

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

constexpr int kButtonSide = 22;
constexpr qsizetype kFieldsInMenu = 60; // the list of fields has all of them

QToolButton* makeButton(const QString& tip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFixedSize(kButtonSide, kButtonSide);
    return button;
}

} // namespace

ViewDock::ViewDock(RunDocument& document, const ViewKind& kind, const QString& name, QWidget* parent)
    : QDockWidget(kind.title, parent)
    , m_document(document)
    , m_kind(kind)
    , m_view(kind.create(this))
{
    setObjectName(name + QStringLiteral("-dock"));
    m_view->setObjectName(name);
    m_view->setAccessibleName(kind.title);
    setWidget(m_view);
    m_titleBar = makeTitleBar();
    setTitleBarWidget(m_titleBar);
    m_view->installEventFilter(this);
    connectView();
    connectDocument();
}

ViewDock::~ViewDock()
{
    m_view->removeEventFilter(this);
    for (const Query& query : m_asked) {
        m_document.setQuery(nameOf(query.index()), std::nullopt);
    }
    m_document.setFrameDetail(objectName(), std::nullopt);
    if (m_comparison) {
        m_comparison->forget(objectName());
    }
}

void ViewDock::setComparison(Comparison& comparison)
{
    m_comparison = &comparison;
    connect(m_view, &View::traceWindowWanted, m_comparison, &Comparison::setTraceWindow);
    connect(m_comparison, &Comparison::thinningChanged, this, [this] {
        if (m_seen) {
            showContext();
        }
    });
    connect(m_comparison, &Comparison::answersChanged, this, [this](const QString& name) {
        if (m_seen && name == objectName()) {
            showContext();
            showComparedAnswers();
        }
    });
    ask();
}

TitleBar* ViewDock::makeTitleBar()
{
    auto* bar = new TitleBar(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 2, 0);
    row->setSpacing(0);
    row->addWidget(&m_view->header(), 1);
    m_menuButton = makeButton(tr("Actions for this view"), bar);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    auto* menu = new QMenu(m_menuButton);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
    m_menuButton->setMenu(menu);
    m_closeButton = makeButton(tr("Close this view"), bar);
    connect(m_closeButton, &QToolButton::clicked, this, &QDockWidget::close);
    row->addWidget(m_menuButton);
    row->addWidget(m_closeButton);
    return bar;
}

void ViewDock::fillMenu(QMenu* menu)
{
    menu->clear();
    menu->addActions(m_view->actions());
    menu->addSeparator();
    menu->addAction(tr("Reset zoom"), m_view, &View::resetZoom);
    const RunDescriptionPtr& run = m_document.status().run;
    if (m_kind.several && run) {
        QMenu* fields = menu->addMenu(tr("Field"));
        auto* group = new QActionGroup(fields);
        const auto add = [&](const QString& text, const QString& field) {
            QAction* action = fields->addAction(text, this, [this, field] { setOwnField(field); });
            action->setCheckable(true);
            action->setChecked(field == m_field);
            group->addAction(action);
        };
        add(tr("The selected field"), QString());
        fields->addSeparator();
        for (const QString& name : toTexts(run->fieldNames()).mid(0, kFieldsInMenu)) {
            if (m_view->shows(*run->field(name.toStdString()))) {
                add(name, name);
            }
        }
    }
    menu->addSeparator();
    menu->addAction(isFloating() ? tr("Move back into the window") : tr("Move to a separate window"), this,
                    [this] { setFloating(!isFloating()); });
    menu->addAction(tr("Close"), this, &QDockWidget::close);
}

void ViewDock::connectView()
{
    connect(m_view, &View::queriesChanged, this, &ViewDock::ask);
    connect(m_view, &View::stateChanged, this, &ViewDock::stateChanged);
    connect(m_view, &View::stepWanted, &m_document, &RunDocument::goToStep);
    connect(m_view, &View::timeWanted, &m_document, &RunDocument::goToTime);
    connect(m_view, &View::traceWanted, &m_document, &RunDocument::addTrace);
    connect(m_view, &View::traceUnwanted, &m_document, &RunDocument::removeTrace);
    connect(m_view, &View::traceWindowWanted, &m_document, &RunDocument::setTraceWindow);
    connect(m_view, &View::sliceWanted, this, [this](std::size_t slice) {
        if (m_field.isEmpty()) {
            m_document.setSlice(slice);
        } else {
            m_slice = slice;
            showContext();
        }
    });
}

void ViewDock::connectDocument()
{
    const auto whenSeen = [this](auto&& work) {
        return [this, work] {
            if (m_seen) {
                work();
            }
        };
    };
    for (const auto changed :
         {&RunDocument::runChanged, &RunDocument::fieldChanged, &RunDocument::sliceChanged,
          &RunDocument::statusChanged, &RunDocument::traceQueryChanged, &RunDocument::thinningChanged}) {
        connect(&m_document, changed, this, whenSeen([this] { showContext(); }));
    }
    connect(&m_document, &RunDocument::frameChanged, this, whenSeen([this] {
        showAnswer(Query(FrameQuery{}).index());
        showContext(); // the context has the step of the frame
    }));
    connect(&m_document, &RunDocument::tracesChanged, this,
            whenSeen([this] { showAnswer(Query(TraceQuery{}).index()); }));
    connect(&m_document, &RunDocument::resultChanged, this, [this](const QString& name) {
        for (std::size_t i = 0; m_seen && i < m_asked.size(); ++i) {
            if (name == nameOf(m_asked[i].index())) {
                showAnswer(m_asked[i].index());
                return;
            }
        }
    });
}

std::string ViewDock::subject() const
{
    return m_field.isEmpty() ? m_document.field() : m_field.toStdString();
}

void ViewDock::setOwnField(const QString& field)
{
    if (field != m_field) {
        m_field = field;
        m_slice = 0;
        if (m_seen) {
            showContext();
            ask(); // even if the queries are the same, the document does not ask them any more
        }
        emit stateChanged();
    }
}

bool ViewDock::isShared(const Query& query) const
{
    const auto* frame = std::get_if<FrameQuery>(&query);
    return std::holds_alternative<TraceQuery>(query) ||
           (frame && m_field.isEmpty() && frame->field == m_document.field());
}

QString ViewDock::nameOf(std::size_t kind) const
{
    return QStringLiteral("%1/%2").arg(objectName()).arg(kind);
}

QueryResultPtr ViewDock::answer(const Query& query) const
{
    if (!isShared(query)) {
        return m_document.result(nameOf(query.index()));
    }
    return std::holds_alternative<TraceQuery>(query) ? QueryResultPtr(m_document.traces())
                                                     : m_document.frameResult();
}

void ViewDock::ask()
{
    const std::vector<Query> wanted = m_seen ? m_view->queries() : std::vector<Query>();
    const std::vector<Query> before = std::exchange(m_asked, wanted);
    const auto isIn = [](const std::vector<Query>& queries, std::size_t kind) {
        return std::ranges::find(queries, kind, &Query::index) != queries.end();
    };
    for (const Query& query : before) {
        if (!isIn(wanted, query.index())) {
            m_document.setQuery(nameOf(query.index()), std::nullopt);
        }
    }
    std::optional<FrameDetail> detail;
    for (const Query& query : wanted) {
        if (const auto* frame = std::get_if<FrameQuery>(&query); frame && isShared(query)) {
            detail = frame->detail;
        }
        m_document.setQuery(nameOf(query.index()), isShared(query) ? std::nullopt : std::optional(query));
    }
    m_document.setFrameDetail(objectName(), detail);
    if (m_comparison && m_seen && m_view->comparesRuns()) {
        m_comparison->setQueries(objectName(), wanted);
    } else if (m_comparison) {
        m_comparison->forget(objectName());
    }
    for (const Query& query : wanted) {
        if (!isIn(before, query.index()) && answer(query)) {
            showAnswer(query.index());
        }
    }
}

void ViewDock::showAll()
{
    showContext();
    for (const Query& query : std::vector(m_asked)) {
        showAnswer(query.index());
    }
    showComparedAnswers();
}

void ViewDock::showContext()
{
    const RunDescriptionPtr& run = m_document.status().run;
    const RunStatus& status = m_document.status();
    ViewContext context = m_view->context(); // keeps the time range
    context.run = run;
    context.field = run ? run->field(subject()) : nullptr;
    context.slice = m_field.isEmpty() ? m_document.slice() : m_slice;
    context.problem = m_field.isEmpty() && status.steps > 0 ? m_document.frameProblem() : QString();
    context.thinned = m_document.thinsFrames() || (m_comparison && m_comparison->thinsFrames());
    context.status = m_document.sharedStatus();
    context.traces = m_document.traceQuery();
    if (const FramePtr& frame = m_document.frame()) {
        context.step = {frame->step, frame->time, m_document.cursor().live && isGrowing(status.phase)};
    }
    context.compared = m_comparison ? m_comparison->describe(objectName()) : ComparedRun();
    m_view->setContext(context);
}

void ViewDock::showAnswer(std::size_t kind)
{
    const auto asked = std::ranges::find(m_asked, kind, &Query::index);
    if (asked != m_asked.end()) {
        m_view->showAnswer({.kind = kind, .result = answer(*asked)});
    }
}

void ViewDock::showComparedAnswers()
{
    if (!m_comparison || !m_view->comparesRuns()) {
        return;
    }
    for (const std::size_t kind : {Query(FrameQuery{}).index(), Query(TraceQuery{}).index()}) {
        if (std::ranges::find(m_asked, kind, &Query::index) != m_asked.end()) {
            m_view->showAnswer({kind, m_comparison->answer(objectName(), kind), Answer::Run::Compared});
        }
    }
}

bool ViewDock::eventFilter(QObject* watched, QEvent* event)
{
    const bool shown = event->type() == QEvent::Show;
    if (watched == m_view && (shown || event->type() == QEvent::Hide) && !event->spontaneous() &&
        m_seen != shown) {
        m_seen = shown;
        if (m_seen) {
            showContext(); // the queries depend on it
        }
        ask();
        if (m_seen) {
            showAll();
        }
    }
    return QDockWidget::eventFilter(watched, event);
}

void ViewDock::closeEvent(QCloseEvent* event)
{
    QDockWidget::closeEvent(event);
    emit closing();
}

void ViewDock::refresh()
{
    if (m_seen) {
        showAll();
    }
}

void ViewDock::takeFocus()
{
    if (isFloating()) {
        activateWindow();
    }
    PlotWidget* plot = m_view->plotWidget();
    QWidget* target = plot ? static_cast<QWidget*>(plot) : m_view;
    target->setFocus(Qt::TabFocusReason);
}

void ViewDock::setFocused(bool focused)
{
    m_titleBar->setFocused(focused);
}

void ViewDock::openMenu()
{
    m_menuButton->showMenu();
}

bool ViewDock::isComplete() const
{
    if (m_comparison && !m_comparison->isComplete(objectName())) {
        return false;
    }
    for (const Query& query : m_asked) {
        const QueryResultPtr result = answer(query);
        if (!result && !isShared(query)) {
            return false;
        }
        if (isShared(query) && std::holds_alternative<FrameQuery>(query) && !m_document.hasWantedDetail()) {
            return false;
        }
        const auto* own = dynamic_cast<const FrameResult*>(result.get());
        if (own && own->frame && m_document.frame() && own->frame->step != m_document.frame()->step) {
            return false;
        }
    }
    return m_view->isComplete();
}

void ViewDock::applyTheme(const Theme& theme)
{
    m_view->applyTheme(theme);
    m_titleBar->applyTheme(theme);
    m_menuButton->setIcon(symbolIcon(Symbol::Menu, theme.muted, theme.border));
    m_closeButton->setIcon(symbolIcon(Symbol::Close, theme.muted, theme.border));
}

QJsonObject ViewDock::saveState() const
{
    return {{QStringLiteral("kind"), m_kind.id},
            {QStringLiteral("name"), m_view->objectName()},
            {QStringLiteral("field"), m_field},
            {QStringLiteral("view"), m_view->saveState()}};
}

void ViewDock::restoreState(const QJsonObject& state)
{
    setOwnField(state[QStringLiteral("field")].toString());
    m_view->restoreState(state[QStringLiteral("view")].toObject());
}

} // namespace h5pulse::viewer
