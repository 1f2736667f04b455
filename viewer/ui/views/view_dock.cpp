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

namespace h5pulse::viewer {

namespace {

constexpr int kButtonSide = 22;
constexpr qsizetype kFieldsInMenu = 60; // more are chosen in the list of fields

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
    m_document.setQuery(objectName(), std::nullopt);
    m_document.setQuery(frameQuery(), std::nullopt);
    if (m_comparison) {
        m_comparison->forget(objectName());
    }
}

void ViewDock::setComparison(Comparison& comparison)
{
    m_comparison = &comparison;
    connect(m_view, &View::traceWindowWanted, m_comparison, &Comparison::setTraceWindow);
    connect(m_comparison, &Comparison::shownChanged, this, [this](const QString& name) {
        if (m_seen && name == objectName()) {
            showComparison();
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
    m_menuButton = makeButton(tr("What can be done with this view"), bar);
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
        add(tr("The selected one"), QString());
        fields->addSeparator();
        for (const QString& name : toTexts(run->fieldNames()).mid(0, kFieldsInMenu)) {
            if (m_view->shows(*run->field(name.toStdString()))) {
                add(name, name);
            }
        }
    }
    menu->addSeparator();
    menu->addAction(isFloating() ? tr("Back into the window") : tr("As a window of its own"), this,
                    [this] { setFloating(!isFloating()); });
    menu->addAction(tr("Close"), this, &QDockWidget::close);
}

void ViewDock::connectView()
{
    connect(m_view, &View::queryChanged, this, &ViewDock::ask);
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
            ask();
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
    connect(&m_document, &RunDocument::runChanged, this, whenSeen([this] { showSubject(); }));
    connect(&m_document, &RunDocument::fieldChanged, this, whenSeen([this] { showSubject(); }));
    connect(&m_document, &RunDocument::frameChanged, this, whenSeen([this] { showFrame(); }));
    connect(&m_document, &RunDocument::tracesChanged, this,
            whenSeen([this] { m_view->showTraces(m_document.traces()); }));
    connect(&m_document, &RunDocument::statusChanged, this, whenSeen([this] { showStatus(); }));
    connect(&m_document, &RunDocument::resultChanged, this, [this](const QString& name) {
        if (m_seen && name == objectName()) {
            m_view->showResult(m_document.result(name));
        } else if (m_seen && name == frameQuery()) {
            showFrame();
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
            ask();
            showSubject();
            showFrame();
        }
        emit stateChanged();
    }
}

void ViewDock::ask()
{
    m_document.setQuery(objectName(), m_seen ? m_view->query() : std::nullopt);
    const bool own = m_seen && !m_field.isEmpty();
    m_document.setQuery(frameQuery(), own ? std::optional<Query>(FrameQuery{m_field.toStdString(), m_slice})
                                          : std::nullopt);
    askComparison();
}

void ViewDock::askComparison()
{
    if (!m_comparison) {
        return;
    }
    if (!m_seen) {
        m_comparison->forget(objectName());
        return;
    }
    // Images and numbers draw no second run: it need not be read for them.
    const RunDescriptionPtr& run = m_document.status().run;
    const FieldPtr field = run ? run->field(subject()) : nullptr;
    m_comparison->want(objectName(), field && field->shape.size() == 1 ? field->name : std::string());
}

void ViewDock::showAll()
{
    showStatus();
    showSubject();
    showFrame();
    m_view->showTraces(m_document.traces());
    m_view->showResult(m_document.result(objectName()));
    showComparison();
}

void ViewDock::showComparison()
{
    if (m_comparison) {
        m_view->showComparison(m_comparison->shown(objectName()));
    }
}

void ViewDock::showSubject()
{
    const RunDescriptionPtr& run = m_document.status().run;
    m_view->showSubject(run, run ? run->field(subject()) : nullptr,
                        m_field.isEmpty() ? m_document.slice() : m_slice);
    askComparison();
}

void ViewDock::showFrame()
{
    if (m_field.isEmpty()) {
        m_view->showFrame(m_document.frame());
    } else {
        const QueryResultPtr result = m_document.result(frameQuery());
        const auto* own = dynamic_cast<const FrameResult*>(result.get());
        m_view->showFrame(own ? own->frame : nullptr);
    }
    showStatus();
}

void ViewDock::showStatus()
{
    const RunStatus& status = m_document.status();
    m_view->showStatus(status);
    m_view->showProblem(m_field.isEmpty() && status.steps > 0 ? m_document.frameProblem() : QString());
    if (const FramePtr& frame = m_document.frame()) {
        const bool live = m_document.cursor().live && isGrowing(status.phase);
        m_view->showStep({frame->step, frame->time, live});
    }
}

bool ViewDock::eventFilter(QObject* watched, QEvent* event)
{
    const bool shown = event->type() == QEvent::Show;
    if (watched == m_view && (shown || event->type() == QEvent::Hide) && !event->spontaneous() &&
        m_seen != shown) {
        m_seen = shown;
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
    const bool compared = !m_comparison || m_comparison->isComplete(objectName());
    if (!compared || (m_view->query() && !m_document.result(objectName())) || !m_view->isComplete()) {
        return false;
    }
    if (m_field.isEmpty() || !m_document.frame()) {
        return true;
    }
    const QueryResultPtr result = m_document.result(frameQuery());
    const auto* own = dynamic_cast<const FrameResult*>(result.get());
    return own && (!own->frame || own->frame->step == m_document.frame()->step);
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
