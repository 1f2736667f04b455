// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_area.h"

#include "core/comparison/comparison.h"
#include "core/run/run_document.h"
#include "ui/views/view_dock.h"
#include "views/registry/view_registry.h"
#include "widgets/fixed_tabs.h"

#include <QApplication>
#include <QJsonArray>
#include <QLayout>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace h5pulse::viewer {

namespace {

constexpr int kLayoutVersion = 1;
constexpr qsizetype kMaxViews = 16;
const auto kState = QStringLiteral("state");
const auto kTraces = QStringLiteral("traces");
const auto kPlaced = QStringLiteral("placed");

bool isOpen(const QDockWidget* dock)
{
    return !dock->isHidden();
}

} // namespace

ViewArea::ViewArea(RunDocument& document, QWidget* parent)
    : QMainWindow(parent)
    , m_document(document)
    , m_theme(&lightTheme())
{
    setWindowFlags(Qt::Widget);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    new FixedTabs(*this);
    setContextMenuPolicy(Qt::NoContextMenu); // views have context menus, and QMainWindow needs none
    setFocusPolicy(Qt::ClickFocus);
    arrangeDefault();
    connect(&m_document, &RunDocument::traceIdsChanged, this, &ViewArea::showTraces);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { onFocus(now); });
}

ViewArea::~ViewArea()
{
    disconnect(qApp, nullptr, this, nullptr); // the focus changes while docks are deleted
    qDeleteAll(std::exchange(m_docks, {}));   // docks use the document, which still exists
}

View* ViewArea::view(const QString& name) const
{
    return findChild<View*>(name);
}

ViewDock* ViewArea::first(const QString& kindId) const
{
    const auto found = std::ranges::find_if(m_docks, [&](ViewDock* d) { return d->kind().id == kindId; });
    return found == m_docks.end() ? nullptr : *found;
}

ViewDock* ViewArea::current() const
{
    if (m_current && isOpen(m_current)) {
        return m_current;
    }
    const auto open = std::ranges::find_if(m_docks, isOpen);
    return open == m_docks.end() ? nullptr : *open;
}

QString ViewArea::freeName(const QString& kindId) const
{
    QString name = kindId;
    const auto isTaken = [&] {
        return std::ranges::any_of(m_docks, [&](ViewDock* d) { return d->view().objectName() == name; });
    };
    for (int number = 2; isTaken(); ++number) {
        name = QStringLiteral("%1-%2").arg(kindId).arg(number);
    }
    return name;
}

ViewDock* ViewArea::add(const QString& kindId)
{
    auto* dock = new ViewDock(m_document, *viewKind(kindId), freeName(kindId), this);
    dock->applyTheme(*m_theme);
    if (m_comparison) {
        dock->setComparison(*m_comparison);
    }
    connect(dock, &ViewDock::stateChanged, this, [this, dock] { emit viewChanged(dock); });
    connect(dock, &ViewDock::closing, this, &ViewArea::layoutChanged, Qt::QueuedConnection); // after closing
    connect(dock, &QDockWidget::visibilityChanged, this, &ViewArea::currentChanged);
    connect(dock, &QDockWidget::visibilityChanged, this, &ViewArea::marksChanged);
    connect(&dock->view(), &View::marksChanged, this, &ViewArea::marksChanged);
    connect(dock, &QDockWidget::dockLocationChanged, this, &ViewArea::onMoved);
    connect(dock, &QDockWidget::topLevelChanged, this, &ViewArea::onMoved);
    connect(&dock->view(), &View::timeRangeChosen, this, [this, dock](const auto& range) {
        for (ViewDock* other : std::as_const(m_docks)) {
            if (other != dock && m_timeLinked) {
                other->view().setTimeRange(range);
            }
        }
    });
    m_docks << dock;
    return dock;
}

/// Announces the change later. Qt sends its signal while it changes the layout, and saveState() would crash
/// then.
void ViewArea::onMoved()
{
    if (!m_arranging) { // functions that arrange views emit layoutChanged() at their end
        QMetaObject::invokeMethod(this, &ViewArea::layoutChanged, Qt::QueuedConnection);
    }
}

ViewDock* ViewArea::place(ViewDock* dock)
{
    const QScopedValueRollback<bool> arranging(m_arranging, true);
    layout()->activate(); // several may open in one turn of the event loop
    ViewDock* largest = nullptr;
    const auto areaOf = [](const ViewDock* d) { return d->width() * d->height(); };
    for (ViewDock* other : std::as_const(m_docks)) {
        const bool candidate = other != dock && isOpen(other) && !other->isFloating() &&
                               other->view().sizePolicy().verticalPolicy() != QSizePolicy::Maximum;
        if (candidate && (!largest || areaOf(other) > areaOf(largest))) {
            largest = other;
        }
    }
    if (largest) {
        const bool wide = largest->width() > largest->height() * 4 / 3;
        splitDockWidget(largest, dock, wide ? Qt::Horizontal : Qt::Vertical);
    } else {
        addDockWidget(Qt::TopDockWidgetArea, dock);
    }
    return largest;
}

void ViewArea::bringForward(ViewDock* dock)
{
    dock->show();
    dock->raise();
    m_current = dock;
    emit currentChanged();
}

bool ViewArea::isPlaced(ViewDock* dock) const
{
    return dock->isFloating() || dockWidgetArea(dock) != Qt::NoDockWidgetArea;
}

ViewDock* ViewArea::open(const QString& kindId)
{
    const ViewKind* kind = viewKind(kindId);
    if (!kind) {
        return nullptr;
    }
    const auto closed =
        std::ranges::find_if(m_docks, [&](ViewDock* d) { return d->kind().id == kindId && !isOpen(d); });
    ViewDock* dock = closed != m_docks.end() ? *closed : kind->several ? nullptr : first(kindId);
    if (!dock && m_docks.size() < kMaxViews) {
        dock = add(kindId);
    }
    if (dock) {
        ViewDock* halved = isPlaced(dock) ? nullptr : place(dock);
        bringForward(dock);
        if (halved) { // without this, Qt sizes both by their contents
            layout()->activate();
            const bool beside = dock->x() != halved->x();
            const int room = beside ? dock->width() + halved->width() : dock->height() + halved->height();
            resizeDocks({halved, dock}, {room / 2, room / 2}, beside ? Qt::Horizontal : Qt::Vertical);
        }
        emit layoutChanged();
    }
    return dock;
}

ViewDock* ViewArea::show(const QString& kindId)
{
    ViewDock* dock = first(kindId);
    if (!dock) {
        return open(kindId);
    }
    bringForward(dock);
    return dock;
}

void ViewArea::arrangeDefault()
{
    const QScopedValueRollback<bool> arranging(m_arranging, true);
    m_fixed = false;
    for (ViewDock* dock : std::as_const(m_docks)) {
        dock->setFloating(false);
        dock->hide();
        dock->setOwnField(QString());
    }
    ViewDock* state = first(kState);
    ViewDock* traces = first(kTraces);
    state = state ? state : add(kState);
    traces = traces ? traces : add(kTraces);
    addDockWidget(Qt::TopDockWidgetArea, state);
    state->show();
    splitDockWidget(state, traces, Qt::Vertical);
    traces->setVisible(m_hadTraces);
    resizeDocks({state, traces}, {3, 2}, Qt::Vertical);
    m_current = state;
    emit currentChanged();
    emit layoutChanged();
}

void ViewArea::showTraces()
{
    const bool any = !m_document.traceIds().empty();
    if (any == m_hadTraces) {
        return;
    }
    m_hadTraces = any;
    ViewDock* dock = first(kTraces);
    if (m_fixed || !dock || isOpen(dock) == any) {
        return;
    }
    dock->setVisible(any);
    if (any && !dock->isFloating()) {
        resizeDocks({first(kState), dock}, {height() * 3 / 5, height() * 2 / 5}, Qt::Vertical);
    }
}

bool ViewArea::event(QEvent* event)
{
    const bool result = QMainWindow::event(event);
    if (event->type() == QEvent::MouseButtonRelease) {
        emit layoutChanged(); // the user may have moved a border between views, and Qt has no signal for that
    }
    return result;
}

void ViewArea::onFocus(QWidget* widget)
{
    for (ViewDock* dock : std::as_const(m_docks)) {
        dock->setFocused(widget && dock->isAncestorOf(widget));
    }
    for (ViewDock* dock : std::as_const(m_docks)) {
        if (widget && dock != m_current && dock->isAncestorOf(widget)) {
            m_current = dock;
            emit currentChanged();
            return;
        }
    }
}

void ViewArea::setComparison(Comparison& comparison)
{
    m_comparison = &comparison;
    for (ViewDock* dock : std::as_const(m_docks)) {
        dock->setComparison(comparison);
    }
}

std::vector<StepMark> ViewArea::marks() const
{
    std::vector<StepMark> all;
    for (ViewDock* dock : m_docks) {
        if (isOpen(dock)) {
            const std::vector<StepMark> marks = dock->view().marks();
            all.insert(all.end(), marks.begin(), marks.end());
        }
    }
    return all;
}

void ViewArea::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    // The style sheet comes first, because setting it resets the palettes of all child widgets.
    setStyleSheet(QStringLiteral("QMainWindow::separator { background: %1; width: 1px; height: 1px; "
                                 "margin: 2px; } QMainWindow::separator:hover { background: %2; }")
                      .arg(theme.border.name(), theme.selection.name()));
    for (ViewDock* dock : std::as_const(m_docks)) {
        dock->applyTheme(theme);
    }
}

void ViewArea::resetZoom()
{
    for (ViewDock* dock : std::as_const(m_docks)) {
        dock->view().resetZoom();
    }
}

void ViewArea::drawNow()
{
    for (ViewDock* dock : std::as_const(m_docks)) {
        if (dock->view().isVisible()) {
            dock->view().drawNow();
        }
    }
}

void ViewArea::refresh()
{
    for (ViewDock* dock : std::as_const(m_docks)) {
        dock->refresh();
    }
}

bool ViewArea::thinsFrames() const
{
    return m_document.thinsFrames() || (m_comparison && m_comparison->thinsFrames());
}

std::shared_ptr<void> ViewArea::wantWholeFrames() const
{
    using Both = std::pair<std::shared_ptr<void>, std::shared_ptr<void>>;
    return std::make_shared<Both>(m_document.wantWholeFrames(),
                                  m_comparison ? m_comparison->wantWholeFrames() : nullptr);
}

bool ViewArea::isComplete() const
{
    return std::ranges::all_of(
        m_docks, [](const ViewDock* dock) { return !dock->view().isVisible() || dock->isComplete(); });
}

void ViewArea::showOnly(const QStringList& kindIds)
{
    const QScopedValueRollback<bool> arranging(m_arranging, true);
    m_fixed = true;
    for (ViewDock* dock : std::as_const(m_docks)) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    QList<ViewDock*> shown;
    for (const QString& id : kindIds) {
        ViewDock* dock = first(id);
        const bool taken = shown.contains(dock);
        dock = dock && !taken ? dock : !taken || viewKind(id)->several ? add(id) : nullptr;
        if (dock) {
            shown << dock;
        }
    }
    // Up to two views are below each other. More views have two columns, filled row by row.
    const qsizetype columns = shown.size() > 2 ? 2 : 1;
    for (qsizetype i = 0; i < shown.size(); i += columns) {
        if (i == 0) {
            addDockWidget(Qt::TopDockWidgetArea, shown[i]);
        } else {
            splitDockWidget(shown[i - columns], shown[i], Qt::Vertical);
        }
    }
    for (qsizetype i = 1; columns == 2 && i < shown.size(); i += columns) {
        splitDockWidget(shown[i - 1], shown[i], Qt::Horizontal);
    }
    QList<QDockWidget*> rows;
    for (qsizetype i = 0; i < shown.size(); ++i) {
        shown[i]->show();
        if (i % columns == 0) {
            rows << shown[i];
        } else {
            resizeDocks({shown[i - 1], shown[i]}, {width() / 2, width() / 2}, Qt::Horizontal);
        }
    }
    resizeDocks(rows, QList<int>(rows.size(), height()), Qt::Vertical);
    m_current = shown.value(0);
    emit currentChanged();
    emit layoutChanged();
}

QJsonObject ViewArea::saveLayout() const
{
    QJsonArray views;
    for (ViewDock* dock : m_docks) {
        QJsonObject state = dock->saveState();
        state[kPlaced] = isPlaced(dock);
        views << state;
    }
    return {{QStringLiteral("version"), kLayoutVersion},
            {QStringLiteral("views"), views},
            {QStringLiteral("places"), QString::fromLatin1(saveState(kLayoutVersion).toBase64())}};
}

bool ViewArea::restoreLayout(const QJsonObject& layout)
{
    const QJsonArray views = layout[QStringLiteral("views")].toArray();
    if (layout[QStringLiteral("version")].toInt() != kLayoutVersion || views.isEmpty() ||
        views.size() > kMaxViews) {
        return false;
    }
    const QScopedValueRollback<bool> arranging(m_arranging, true);
    std::vector<std::pair<ViewDock*, QJsonObject>> found;
    for (const QJsonValue& value : views) {
        const QJsonObject state = value.toObject();
        const QString kind = state[QStringLiteral("kind")].toString();
        const QString name = state[QStringLiteral("name")].toString();
        if (!viewKind(kind)) {
            continue; // another version wrote it
        }
        const auto same =
            std::ranges::find_if(m_docks, [&](ViewDock* d) { return d->view().objectName() == name; });
        ViewDock* dock = same != m_docks.end() ? *same : nullptr;
        if (!dock && (viewKind(kind)->several || !first(kind))) {
            dock = add(kind);
            place(dock);
        }
        if (dock && dock->kind().id == kind) {
            found.emplace_back(dock, state);
        }
    }
    for (ViewDock* dock : std::as_const(m_docks)) {
        const auto told = std::ranges::find(found, dock, [](const auto& f) { return f.first; });
        if (told == found.end() || !told->second[kPlaced].toBool(true)) {
            removeDockWidget(dock); // the view did not exist when the layout was saved
        }
    }
    const QByteArray places = QByteArray::fromBase64(layout[QStringLiteral("places")].toString().toLatin1());
    if (found.empty() || !QMainWindow::restoreState(places, kLayoutVersion)) {
        arrangeDefault();
        return false;
    }
    for (const auto& [dock, state] : found) {
        dock->restoreState(state);
    }
    m_current = nullptr;
    emit currentChanged();
    return true;
}

} // namespace h5pulse::viewer
