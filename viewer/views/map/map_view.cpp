// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_view.h"

#include "core/format.h"
#include "plot/gradient.h"
#include "plot/linked_time_axis.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"

#include <QActionGroup>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSpinBox>

#include <algorithm>
#include <array>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kPixelSteps = 64;   // not each change of the window's size reads again
constexpr int kWidthPerTick = 70; // of labels below the map
constexpr double kCropFrom = 8.0; // pictures are not drawn so many times as large as what is seen of them

struct ModeText
{
    MapMode mode;
    const char* id;
    const char* text;
    const char* tip;
};

constexpr std::array kModes{
    ModeText{MapMode::Mean, "mean", QT_TRANSLATE_NOOP("h5pulse::viewer::MapView", "&Mean"),
             QT_TRANSLATE_NOOP("h5pulse::viewer::MapView",
                               "Where several steps or components share a pixel: their mean")},
    ModeText{MapMode::Minimum, "minimum", QT_TRANSLATE_NOOP("h5pulse::viewer::MapView", "M&inimum"),
             QT_TRANSLATE_NOOP("h5pulse::viewer::MapView",
                               "Where several steps or components share a pixel: the lowest value")},
    ModeText{MapMode::Maximum, "maximum", QT_TRANSLATE_NOOP("h5pulse::viewer::MapView", "M&aximum"),
             QT_TRANSLATE_NOOP("h5pulse::viewer::MapView",
                               "Where several steps or components share a pixel: the highest value")},
    ModeText{MapMode::Farthest, "farthest",
             QT_TRANSLATE_NOOP("h5pulse::viewer::MapView", "&Largest magnitude"),
             QT_TRANSLATE_NOOP("h5pulse::viewer::MapView",
                               "Where several steps or components share a pixel: the value farthest from "
                               "zero, with its sign")}};

const ModeText& textOf(MapMode mode)
{
    return *std::ranges::find(kModes, mode, &ModeText::mode);
}

std::size_t roundedPixels(double pixels)
{
    return kPixelSteps * static_cast<std::size_t>(std::ceil(std::max(pixels, 1.0) / kPixelSteps));
}

/// The cell at a place; outside it is beyond the ends.
double cellAtPlace(const CellGrid& grid, double place)
{
    return std::floor((place - grid.begin) / grid.size());
}

bool contains(const CellGrid& grid, double place)
{
    return !grid.cells.empty() && place >= grid.begin && place <= grid.end;
}

std::size_t clampedCell(const CellGrid& grid, double place)
{
    const double last = static_cast<double>(grid.cells.size() - 1);
    return static_cast<std::size_t>(std::clamp(cellAtPlace(grid, place), 0.0, last));
}

/// The cells to draw so that the range is filled: all, or some more than can be seen of many.
CellGrid::Items partFor(const CellGrid& grid, const QCPRange& range)
{
    const std::size_t first = clampedCell(grid, range.lower);
    const std::size_t last = clampedCell(grid, range.upper);
    const std::size_t seen = last - first + 1;
    if (static_cast<double>(seen) * kCropFrom > static_cast<double>(grid.cells.size())) {
        return {0, grid.cells.size()};
    }
    const std::size_t more = seen + 1;
    return {first - std::min(first, more), std::min(last + 1 + more, grid.cells.size())};
}

bool serves(const CellGrid::Items& part, const CellGrid& grid, const QCPRange& range)
{
    const CellGrid::Items best = partFor(grid, range);
    return part.first <= clampedCell(grid, range.lower) && clampedCell(grid, range.upper) < part.end &&
           part.end - part.first <= 4 * (best.end - best.first);
}

} // namespace

MapView::MapView(QWidget* parent)
    : View(parent)
    , m_lineBar(new QWidget(this))
    , m_lineBox(new QSpinBox(m_lineBar))
    , m_lineLabel(new QLabel(m_lineBar))
    , m_placeholder(new QLabel(this))
    , m_plot(new PlotWidget(this))
    , m_timeAxis(new LinkedTimeAxis(*m_plot))
    , m_scale(new QCPColorScale(m_plot))
    , m_cursor(m_plot->addLine(m_plot->axisRect()))
    , m_modes(new QActionGroup(this))
    , m_parts(new QActionGroup(this))
{
    makeBars();
    addBody(m_lineBar, 0);
    addBody(m_placeholder);
    addBody(m_plot);
    for (Layer* layer : {&m_whole, &m_window}) {
        layer->map = new QCPColorMap(m_plot->xAxis, m_plot->yAxis);
        layer->map->setInterpolate(false);
        layer->map->setTightBoundary(false);
        layer->map->setColorScale(m_scale);
    }
    m_scale->setType(QCPAxis::atRight);
    m_scale->setBarWidth(14);
    m_plot->plotLayout()->addElement(0, 1, m_scale);
    m_plot->plotLayout()->setMargins(QMargins(0, 0, 10, 0));
    auto* margins = new QCPMarginGroup(m_plot);
    m_plot->axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    m_scale->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->grid()->setVisible(false);
    m_plot->xAxis->setLabelPadding(2);
    m_plot->setToolTip(
        tr("Click: go to this time. Ctrl and click: this component over time. Wheel, drag: zoom "
           "and pan. Double click: all."));
    m_plot->installEventFilter(this);
    m_timeAxis->setAxes({m_plot->xAxis});
    makeActions();
    applyTheme(lightTheme());
    clear(QString());

    connect(m_timeAxis, &LinkedTimeAxis::changed, this, &MapView::ask);
    connect(m_timeAxis, &LinkedTimeAxis::chosen, this, &View::timeRangeChosen);
    connect(m_scale, &QCPColorScale::dataRangeChanged, this, [this] { m_scaleHeld |= !m_settingScale; });
    connect(m_plot, &PlotWidget::beforeReplot, this, [this] {
        m_plot->xAxis->ticker()->setTickCount(std::clamp(m_plot->axisRect()->width() / kWidthPerTick, 1, 6));
        fillLayers();
    });
    connect(m_plot, &PlotWidget::afterLayout, this, &MapView::ask); // as many cells as there are pixels
    connect(m_plot, &PlotWidget::hoverChanged, this, &MapView::updateReadout);
    connect(m_plot, &PlotWidget::clicked, this, &MapView::pick);
    connect(m_plot, &PlotWidget::resetWanted, this, &MapView::resetZoom);
}

void MapView::makeBars()
{
    auto* bar = new QHBoxLayout(m_lineBar);
    bar->setContentsMargins(10, 2, 10, 2);
    auto* name = new QLabel(tr("Row"), m_lineBar);
    name->setBuddy(m_lineBox);
    bar->addWidget(name);
    bar->addWidget(m_lineBox);
    bar->addWidget(m_lineLabel, 1);
    m_lineBox->setToolTip(tr("The line of the field that is followed over time"));
    m_lineBox->setAccessibleName(tr("Row"));
    m_lineBar->setAutoFillBackground(true);
    m_lineBar->hide();
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_placeholder->setAutoFillBackground(true);
    m_placeholder->setMargin(20);
    connect(m_lineBox, &QSpinBox::valueChanged, this, [this](int value) {
        m_line = static_cast<std::size_t>(value);
        updateLineBar();
        ask();
        emit stateChanged();
    });
}

void MapView::makeActions()
{
    for (const ModeText& mode : kModes) {
        auto* action = new QAction(tr(mode.text), m_modes);
        action->setToolTip(tr(mode.tip));
        action->setCheckable(true);
        action->setChecked(mode.mode == m_mode);
        action->setData(static_cast<int>(mode.mode));
        connect(action, &QAction::triggered, this, [this, mode] {
            setMode(mode.mode);
            emit stateChanged();
        });
        addAction(action);
    }
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    addAction(separator);
    for (const TracePart part : {TracePart::Real, TracePart::Imaginary}) {
        const bool real = part == TracePart::Real;
        auto* action = new QAction(real ? tr("&Real part") : tr("Ima&ginary part"), m_parts);
        action->setToolTip(tr("Which part of complex numbers is shown"));
        action->setCheckable(true);
        action->setChecked(real);
        action->setVisible(false);
        connect(action, &QAction::triggered, this, [this, part] {
            setPart(part);
            emit stateChanged();
        });
        addAction(action);
    }
}

void MapView::setMode(MapMode mode)
{
    m_mode = mode;
    for (QAction* action : m_modes->actions()) {
        action->setChecked(action->data().toInt() == static_cast<int>(mode));
    }
    m_valueRange.reset();
    ask();
}

void MapView::setPart(TracePart part)
{
    m_part = part;
    m_parts->actions().at(part == TracePart::Real ? 0 : 1)->setChecked(true);
    m_valueRange.reset();
    ask();
}

std::size_t MapView::lines() const
{
    return m_field && m_field->shape.size() >= 2 ? m_field->shape[m_field->shape.size() - 2] : 1;
}

void MapView::updateLineBar()
{
    const std::size_t count = lines();
    m_lineBar->setVisible(m_field && m_field->shape.size() >= 2 && count > 0);
    if (m_lineBar->isHidden()) {
        return;
    }
    const std::size_t line = std::min(m_line.value_or(count / 2), count - 1);
    const QSignalBlocker quiet(m_lineBox);
    m_lineBox->setRange(0, static_cast<int>(std::min<std::size_t>(count - 1, INT_MAX)));
    m_lineBox->setValue(static_cast<int>(line));
    const AxisPtr& axis = m_field->axes[m_field->shape.size() - 2];
    m_lineLabel->setText(
        axis ? tr("of %1   %2 = %3%4")
                   .arg(count)
                   .arg(axis->name, formatNumber((*axis->values)[line]), unitSuffix(axis->units))
             : tr("of %1").arg(count));
}

void MapView::showSubject(const RunDescriptionPtr& run, const FieldPtr& field, std::size_t slice)
{
    const bool otherField =
        !field || !m_field || field->name != m_field->name || field->shape != m_field->shape;
    const bool otherRun = run != m_run;
    const bool switched = otherField && m_field;
    m_run = run;
    m_field = field;
    m_slice = slice;
    if (switched) {
        m_line.reset();
        m_scaleHeld = false;
        m_plot->release(m_plot->yAxis);
    }
    if (otherRun) {
        m_timeAxis->restart();
    }
    if (otherField || otherRun) {
        m_valueRange.reset();
        clear(!field ? QString()
              : field->isScalar()
                  ? tr("'%1' has one number at each step. The traces show it over time.").arg(field->name)
              : field->components() == 0 ? tr("'%1' has no values.").arg(field->name)
                                         : QString());
        const bool complex = field && field->isComplex();
        for (QAction* action : m_parts->actions()) {
            action->setVisible(complex);
        }
    }
    updateLineBar();
    ask();
}

void MapView::ask()
{
    if (!m_field || m_field->isScalar() || m_field->components() == 0) {
        setQuery(nullptr);
        return;
    }
    const QRect area = m_plot->axisRect()->rect();
    const double ratio = devicePixelRatioF();
    const std::size_t dimensions = m_field->shape.size();
    const std::size_t line = std::min(m_line.value_or(lines() / 2), lines() - 1);
    setQuery(std::make_shared<MapQuery>(MapWanted{
        .field = m_field->name,
        .part = m_field->isComplex() ? m_part : TracePart::Real,
        .firstComponent =
            dimensions < 2 ? 0 : ((dimensions < 3 ? 0 : m_slice) * lines() + line) * m_field->shape.back(),
        .mode = m_mode,
        .window = m_timeAxis->window(),
        .columns = roundedPixels(area.width() * ratio),
        .rows = roundedPixels(area.height() * ratio)}));
}

void MapView::clear(const QString& placeholder)
{
    m_result = nullptr;
    for (Layer* layer : {&m_whole, &m_window}) {
        layer->map->data()->clear();
    }
    m_placeholder->setText(placeholder);
    m_placeholder->setVisible(!placeholder.isEmpty());
    m_plot->setVisible(placeholder.isEmpty());
    updateTitle();
    updateReadout();
    m_plot->scheduleReplot();
}

QString MapView::placeholder() const
{
    return m_placeholder->isHidden() ? QString() : m_placeholder->text();
}

void MapView::showResult(const QueryResultPtr& result)
{
    const auto map = std::dynamic_pointer_cast<const MapResult>(result);
    if (!result || !m_field || result->run != m_run ||
        (map && map->field && map->field->name != m_field->name)) {
        return; // what is shown stays until there is something else
    }
    if (!map || !map->problem.isEmpty()) {
        clear(result->problem);
        return;
    }
    if (!m_placeholder->isHidden()) {
        m_placeholder->hide();
        m_plot->show();
    }
    const bool otherValues =
        m_result && (m_result->wanted.mode != map->wanted.mode || m_result->wanted.part != map->wanted.part ||
                     m_result->wanted.firstComponent != map->wanted.firstComponent);
    m_result = map;
    m_layersDue = true;
    if (otherValues) {
        m_valueRange.reset();
    }
    m_timeAxis->setKind(map->axis);
    updateLabels();
    updateTitle();
    fitAxes();
    fitColors();
    placeCursor();
    m_plot->scheduleReplot();
    updateReadout();
}

void MapView::updateLabels()
{
    const MapResult& map = *m_result;
    m_plot->xAxis->setLabel(overTime() ? timeLabelOf(*map.run) : tr("step"));
    const AxisPtr& axis = map.field->axes.back();
    m_plot->yAxis->setLabel(map.coordinates ? labelOf(*map.coordinates)
                            : axis          ? tr("index of %1").arg(axis->name)
                                            : tr("index"));
    const QString label = labelOf(*map.field);
    m_scale->setLabel(!map.field->isComplex()              ? label
                      : map.wanted.part == TracePart::Real ? tr("real part of %1").arg(label)
                                                           : tr("imaginary part of %1").arg(label));
}

bool MapView::overTime() const
{
    return m_result && m_result->axis == TraceWindow::Axis::Time && m_result->run->hasTimes;
}

void MapView::updateTitle()
{
    if (!m_result) {
        header().setTitle(m_field ? tr("%1 over time").arg(m_field->name) : tr("Map"));
        return;
    }
    const MapResult& map = *m_result;
    QString mode = tr(textOf(map.wanted.mode).text).remove(QLatin1Char('&')).toLower();
    QString title = tr("%1 over time   %2").arg(map.field->name, mode);
    if (map.progress < 1.0) { // rounded down: it is not done before it is done
        title += tr("   reading %1 %").arg(static_cast<int>(100.0 * map.progress));
    }
    if (map.distance > 1) {
        title += tr("   1 step in %1 read").arg(formatCount(map.distance));
    }
    if (map.coarse) {
        title += tr("   too long to be read step by step");
    }
    if (map.nonFinite > 0) {
        title += tr("   %1 values not finite").arg(formatCount(map.nonFinite));
    }
    std::uint64_t most = 1;
    for (const MapResult::Row& row : map.rows) {
        most = std::max(most, row.components);
    }
    if (most > 1) {
        title += tr("   1 row = %1 components").arg(formatCount(most));
    }
    header().setTitle(title);
}

void MapView::fitAxes()
{
    const MapResult& map = *m_result;
    if (map.whole.isEmpty()) {
        return;
    }
    m_timeAxis->cover(map.firstKey, map.lastKey, m_growing,
                      overTime() ? map.run->endTime : std::numeric_limits<double>::quiet_NaN());
    m_plot->fit(m_plot->yAxis, map.rowGrid.begin, map.rowGrid.end);
}

void MapView::fitColors()
{
    const auto lowest = std::fmin(m_result->whole.isEmpty() ? NAN : m_result->whole.minimum,
                                  m_result->window.isEmpty() ? NAN : m_result->window.minimum);
    const auto highest = std::fmax(m_result->whole.isEmpty() ? NAN : m_result->whole.maximum,
                                   m_result->window.isEmpty() ? NAN : m_result->window.maximum);
    m_valueRange.include(lowest, highest);
    if (!m_scaleHeld && m_valueRange.valid()) {
        m_settingScale = true;
        m_scale->setDataRange({m_valueRange.lower(), m_valueRange.upper()});
        m_settingScale = false;
    }
}

void MapView::fillLayers()
{
    if (!m_result) {
        return;
    }
    const MapResult& map = *m_result;
    const auto update = [&](Layer& layer, const MapCells& cells) {
        layer.map->setVisible(!cells.isEmpty());
        if (!cells.isEmpty() &&
            (m_layersDue || !serves(layer.columns, cells.columns, m_plot->xAxis->range()) ||
             !serves(layer.rows, map.rowGrid, m_plot->yAxis->range()))) {
            fill(layer, cells);
        }
    };
    update(m_whole, map.whole);
    update(m_window, map.window);
    m_layersDue = false;
}

void MapView::fill(Layer& layer, const MapCells& cells)
{
    const CellGrid& columns = cells.columns;
    const CellGrid& rows = m_result->rowGrid;
    layer.columns = partFor(columns, m_plot->xAxis->range());
    layer.rows = partFor(rows, m_plot->yAxis->range());
    // At least two each way: one cell has no extent of its own.
    const auto widen = [](Part& part, std::size_t all) {
        if (part.end - part.first < 2) {
            part.first -= part.end == all ? 1 : 0;
            part.end = part.first + 2;
        }
    };
    widen(layer.columns, columns.cells.size());
    widen(layer.rows, rows.cells.size());
    QCPColorMapData* data = layer.map->data();
    const auto width = static_cast<int>(layer.columns.end - layer.columns.first);
    const auto height = static_cast<int>(layer.rows.end - layer.rows.first);
    if (data->keySize() != width || data->valueSize() != height) {
        data->setSize(width, height);
    }
    data->setRange({columns.centerOf(layer.columns.first), columns.centerOf(layer.columns.end - 1)},
                   {rows.centerOf(layer.rows.first), rows.centerOf(layer.rows.end - 1)});
    for (int row = 0; row < height; ++row) {
        const double* values = cells.values.data() +
                               (layer.rows.first + static_cast<std::size_t>(row)) * columns.cells.size() +
                               layer.columns.first;
        for (int column = 0; column < width; ++column) {
            data->setCell(column, row, values[column]);
        }
    }
}

const MapCells& MapView::cellsAt(double key) const
{
    return contains(m_result->window.columns, key) ? m_result->window : m_result->whole;
}

std::optional<MapView::Cell> MapView::cellAt(const QPointF& position) const
{
    if (!m_result || !m_plot->innerRectAt(position)) {
        return std::nullopt;
    }
    const double key = m_plot->xAxis->pixelToCoord(position.x());
    const double place = m_plot->yAxis->pixelToCoord(position.y());
    const MapCells& cells = cellsAt(key);
    if (cells.isEmpty() || !contains(cells.columns, key) || !contains(m_result->rowGrid, place)) {
        return std::nullopt;
    }
    return Cell{&cells, clampedCell(m_result->rowGrid, place), clampedCell(cells.columns, key)};
}

void MapView::showStep(const ShownStep& step)
{
    if (step == m_step) {
        return;
    }
    m_step = step;
    m_cursor->setPen(QPen(step.live ? m_plot->theme().accent : m_plot->theme().selection, 1.5));
    placeCursor();
    m_plot->replotOverlay();
}

void MapView::showStatus(const RunStatus& status)
{
    if (std::exchange(m_growing, isGrowing(status.phase)) != m_growing && m_result) {
        fitAxes(); // no more room for what is to come
        m_plot->scheduleReplot();
    }
}

void MapView::showTimeRange(const std::optional<TraceWindow>& range)
{
    m_timeAxis->show(range);
}

void MapView::placeCursor()
{
    const bool any = m_result && !m_result->whole.isEmpty();
    PlotWidget::placeVertical(m_cursor, !any         ? qQNaN()
                                        : overTime() ? m_step.time
                                                     : static_cast<double>(m_step.step));
}

void MapView::updateReadout()
{
    const std::optional<QPointF> hover = m_plot->hoverPosition();
    const auto cell = hover ? cellAt(*hover) : std::nullopt;
    if (!cell) {
        header().setReadout(QString());
        return;
    }
    const MapResult& map = *m_result;
    const MapResult::Row& row = map.rows[cell->row];
    const auto range = [](const QString& first, const QString& last) {
        return first == last ? first : QStringLiteral("%1 … %2").arg(first, last);
    };
    const StepRange& steps = cell->steps();
    QString text = steps.count() == 1
                       ? tr("step %1").arg(formatCount(steps.first))
                       : tr("steps %1 … %2").arg(formatCount(steps.first), formatCount(steps.end - 1));
    if (overTime()) {
        text = tr("%1 = %2%3   ")
                   .arg(map.run->timeName, formatNumber(m_plot->xAxis->pixelToCoord(hover->x()), 5),
                        unitSuffix(map.run->timeUnits)) +
               text;
    }
    const QString place = range(formatNumber(row.first), formatNumber(row.last));
    text += map.coordinates
                ? tr("   %1 = %2%3").arg(map.coordinates->name, place, unitSuffix(map.coordinates->units))
                : tr("   index %1").arg(place);
    text += std::isfinite(cell->value())
                ? tr("   %1%2").arg(formatNumber(cell->value()), unitSuffix(map.field->units))
                : tr("   not finite");
    header().setReadout(text);
}

void MapView::goTo(const QPointF& position)
{
    const double key = m_plot->xAxis->pixelToCoord(position.x());
    const auto cell = cellAt(position);
    if (cell && cell->steps().count() == 1) {
        emit stepWanted(cell->steps().first);
    } else if (overTime()) {
        emit timeWanted(key);
    } else if (m_result) {
        emit stepWanted(static_cast<quint64>(std::llround(std::clamp(key, 0.0, 1e18))));
    }
}

void MapView::follow(const Cell& cell)
{
    emit traceWanted({m_result->field->name, m_result->rows[cell.row].component, m_result->wanted.part});
}

void MapView::pick(const QPointF& position)
{
    if (!m_plot->innerRectAt(position)) {
        return;
    }
    if (!(QApplication::keyboardModifiers() & Qt::ControlModifier)) {
        goTo(position);
    } else if (const auto cell = cellAt(position)) {
        follow(*cell);
    }
}

bool MapView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ContextMenu) {
        showMenu(static_cast<QContextMenuEvent*>(event)->pos());
        return true;
    }
    return View::eventFilter(watched, event);
}

void MapView::showMenu(const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto cell = cellAt(position)) {
        const TraceId id{m_result->field->name, m_result->rows[cell->row].component, m_result->wanted.part};
        menu->addAction(tr("%1 over time").arg(traceLabel(*m_result->field, id)), this,
                        [this, id] { emit traceWanted(id); });
        menu->addAction(tr("Go to this time"), this, [this, position] { goTo(position); });
        menu->addSeparator();
    }
    menu->addActions(m_modes->actions());
    menu->addSeparator();
    menu->addAction(tr("Reset zoom"), this, &MapView::resetZoom);
    menu->popup(m_plot->mapToGlobal(position));
}

void MapView::resetZoom()
{
    m_plot->releaseAxes();
    m_timeAxis->release();
    m_scaleHeld = false;
    m_valueRange.reset();
    if (m_result) {
        fitAxes();
        fitColors();
    }
    m_plot->scheduleReplot();
}

bool MapView::isComplete() const
{
    const auto* asked = dynamic_cast<const MapQuery*>(query().get());
    return !asked || !placeholder().isEmpty() ||
           (m_result && m_result->complete && m_result->wanted == asked->wanted());
}

ViewData MapView::data() const
{
    ViewData data;
    if (!m_result || m_result->whole.isEmpty()) {
        return data;
    }
    const QCPRange range = m_plot->xAxis->range();
    const MapResult& map = *m_result;
    const bool fine = !map.window.isEmpty() && map.window.columns.begin <= range.lower &&
                      map.window.columns.end >= range.upper;
    const MapCells& cells = fine ? map.window : map.whole;
    data.title = header().title();
    data.matrix = cells.values;
    data.columnCoordinates.name = m_plot->xAxis->label();
    for (std::size_t column = 0; column < cells.columns.cells.size(); ++column) {
        data.columnCoordinates.values.push_back(cells.columns.centerOf(column));
    }
    data.rowCoordinates.name = m_plot->yAxis->label();
    for (std::size_t row = 0; row < map.rowGrid.cells.size(); ++row) {
        data.rowCoordinates.values.push_back(map.rowGrid.centerOf(row));
    }
    return data;
}

QJsonObject MapView::saveState() const
{
    QJsonObject state{{QStringLiteral("shows"), QLatin1String(textOf(m_mode).id)},
                      {QStringLiteral("imaginary"), m_part == TracePart::Imaginary}};
    if (m_line) {
        state[QStringLiteral("row")] = static_cast<double>(*m_line);
    }
    return state;
}

void MapView::restoreState(const QJsonObject& state)
{
    const QString id = state[QStringLiteral("shows")].toString();
    const auto mode =
        std::ranges::find_if(kModes, [&](const ModeText& m) { return id == QLatin1String(m.id); });
    setMode(mode == kModes.end() ? MapMode::Mean : mode->mode);
    setPart(state[QStringLiteral("imaginary")].toBool() ? TracePart::Imaginary : TracePart::Real);
    const double row = state[QStringLiteral("row")].toDouble(-1.0);
    m_line = row >= 0.0 && row <= INT_MAX ? std::optional(static_cast<std::size_t>(row)) : std::nullopt;
    updateLineBar();
    ask();
}

void MapView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    m_plot->applyTheme(theme);
    m_settingScale = true;
    m_scale->setGradient(gradientOf(ColorMap::Viridis, false, theme.border));
    m_settingScale = false;
    for (QCPAxis* axis : m_scale->axis()->axisRect()->axes()) {
        m_plot->style(axis);
    }
    m_cursor->setPen(QPen(m_step.live ? theme.accent : theme.selection, 1.5));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_lineBar, m_placeholder}) {
        QPalette colors = widget->palette();
        colors.setColor(QPalette::Window, theme.surface);
        colors.setColor(QPalette::WindowText, theme.muted);
        widget->setPalette(colors);
    }
}

void MapView::drawNow()
{
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
}

} // namespace h5pulse::viewer
