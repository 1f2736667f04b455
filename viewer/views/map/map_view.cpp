// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/texts.h"
#include "plot/axis_menu.h"
#include "plot/color_menu.h"
#include "plot/color_scale.h"
#include "plot/plot_actions.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"
#include "views/map/map_choices.h"
#include "views/map/map_line_bar.h"

#include <QApplication>

#include <algorithm>
#include <climits>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kWidthPerTick = 70; // pixels for each tick label below the map
constexpr int kMaxTicks = 6;
const auto kRow = QStringLiteral("row");
const auto kPositions = QStringLiteral("components");

/// The values of cells, with the centres of rows and columns.
ViewData matrixOf(const MapResult& map, const MapCells& cells)
{
    const auto centers = [](const CellGrid& grid) {
        std::vector<double> values(grid.cells.size());
        for (std::size_t cell = 0; cell < values.size(); ++cell) {
            values[cell] = grid.centerOf(cell);
        }
        return values;
    };
    ViewData data;
    data.matrix = cells.values;
    data.columnCoordinates.values = centers(cells.columns);
    data.rowCoordinates.values = centers(map.rowGrid);
    return data;
}

/// Remarks for the title, for example "   3 values not finite".
QString notesOf(const MapResult& map)
{
    QString notes;
    if (map.coarse) {
        notes += Texts::tr("   too long to be read step by step");
    }
    if (map.nonFinite > 0) {
        notes += Texts::tr("   %1 values not finite").arg(formatCount(map.nonFinite));
    }
    std::uint64_t most = 1;
    for (const MapResult::Row& row : map.rows) {
        most = std::max(most, row.components);
    }
    if (most > 1) {
        notes += Texts::tr("   1 row = %1 components").arg(formatCount(most));
    }
    return notes;
}

} // namespace

MapView::MapView(QWidget* parent)
    : FieldTimeView(parent)
    , m_lineBar(new MapLineBar(this))
    , m_choices(new MapChoices(this))
    , m_colors(new ColorScale(plot(), AxisControl::Kind::Traces, this))
    , m_positions(new AxisControl(plot(), AxisControl::Kind::Positions, AutoScale(0.0), this))
    , m_whole(m_colors->addMap())
    , m_window(m_colors->addMap())
{
    addBar(m_lineBar);
    m_positions->setAxis(plot().yAxis);
    plot().xAxis->setLabelPadding(2);
    plot().setToolTip(
        tr("Click to go to this time. Ctrl+click to show this component over time. Scroll to zoom, drag to "
           "pan. Double-click to show everything. Right-click for more."));
    setTimeAxes({plot().xAxis}, {plot().addLine(plot().axisRect())});
    plotActions().addMenu(&m_colors->menu());
    plotActions().addMenu(new AxisMenu(tr("Component &axis"), *m_positions, this));
    addTimeMenu(tr("&Time axis"));
    plotActions().addMenu(m_choices->modes());
    plotActions().addMenu(m_choices->parts());
    m_choices->parts()->menuAction()->setVisible(false);
    applyTheme(lightTheme());
    updateTitle();

    connect(&plot(), &PlotWidget::beforeReplot, this, [this] {
        const int ticks = plot().axisRect()->width() / kWidthPerTick;
        plot().xAxis->ticker()->setTickCount(std::clamp(ticks, 1, kMaxTicks));
        drawLayers();
    });
    const auto choose = [this] {
        ask();
        emit stateChanged();
    };
    connect(m_lineBar, &MapLineBar::chosen, this, choose);
    connect(m_choices, &MapChoices::chosen, this, choose);
    connect(m_colors, &ColorScale::chosen, this, &MapView::chooseColors);
    connect(&m_colors->values(), &AxisControl::positionsChanged, this, [this] { m_layersDue = true; });
    connect(m_positions, &AxisControl::positionsChanged, this, [this] {
        m_layersDue = true;
        drawMark();
    });
    connect(m_positions, &AxisControl::chosen, this, [this] {
        m_positionChoices.set(field() ? toText(field()->name) : QString(), m_positions->settings());
        fitValues();
        updateTitle();
        emit stateChanged();
    });
    connect(&plotActions(), &PlotActions::menuWanted, this,
            [this](QMenu* menu, const QPoint& position) { fillMenu(menu, position); });
}

void MapView::showContext(const ViewContext& before)
{
    if (field() != before.field) {
        m_lineBar->showField(field());
    }
    FieldTimeView::showContext(before);
}

void MapView::startField()
{
    const bool complex = field() && field()->isComplex();
    m_choices->parts()->menuAction()->setVisible(complex);
    const QString name = field() ? toText(field()->name) : QString();
    m_colors->startField(name, labelOfColors(), field() ? toText(field()->units) : QString());
    m_positions->restart();
    m_positions->setSettings(m_positionChoices.of(name));
}

QString MapView::problemOfField() const
{
    return field()->isScalar() ? tr("'%1' has one number at each step. The traces show it over time.")
                                     .arg(toText(field()->name))
           : field()->components() == 0 ? tr("'%1' has no values.").arg(toText(field()->name))
                                        : QString();
}

void MapView::ask()
{
    if (!field() || !problemOfField().isEmpty()) {
        clearQuery<MapQuery>();
        return;
    }
    const QRect area = plot().axisRect()->rect();
    const std::size_t dimensions = field()->shape.size();
    const std::size_t before =
        (dimensions < 3 ? 0 : context().slice) * m_lineBar->lines() + m_lineBar->line();
    setQuery(MapQuery{.field = field()->name,
                      .part = field()->isComplex() ? m_choices->part() : Part::Real,
                      .firstComponent = dimensions < 2 ? 0 : before * field()->shape.back(),
                      .mode = m_choices->mode(),
                      .window = window(),
                      .columns = pixelsOf(area.width()),
                      .rows = pixelsOf(area.height())});
}

bool MapView::take(const std::shared_ptr<const OverTimeResult>& result)
{
    const std::shared_ptr<const MapResult> old =
        std::exchange(m_map, std::dynamic_pointer_cast<const MapResult>(result));
    if (!m_map) {
        m_whole.clear();
        m_window.clear();
        return false;
    }
    const MapQuery& now = m_map->query;
    if (old && (old->query.mode != now.mode || old->query.part != now.part ||
                old->query.firstComponent != now.firstComponent)) {
        m_colors->values().restart();
    }
    return true;
}

void MapView::refresh()
{
    const AxisPtr& axis = m_map->field->axes.back();
    m_positions->describe(m_map->coordinates ? labelOf(*m_map->coordinates)
                          : axis             ? tr("index of %1").arg(toText(axis->name))
                                             : tr("index"),
                          m_map->coordinates ? toText(m_map->coordinates->units) : QString());
    m_colors->values().describe(labelOfColors(), toText(m_map->field->units));
    m_layersDue = true;
    if (!m_map->whole.isEmpty()) {
        m_positions->show(m_map->rowExtent());
    }
    showColors();
}

void MapView::chooseColors()
{
    m_layersDue = true; // a logarithmic scale leaves out values ≤ 0
    showColors();
    updateTitle();
    plot().scheduleReplot();
    emit stateChanged();
}

void MapView::showColors()
{
    if (m_map && !m_map->whole.isEmpty()) {
        m_colors->values().show(extentOfColors());
    }
}

QString MapView::labelOfColors() const
{
    if (!field()) {
        return {};
    }
    const QString label = labelOf(*field());
    const Part part = m_map ? m_map->query.part : m_choices->part();
    return !field()->isComplex() ? label
           : part == Part::Real  ? tr("real part of %1").arg(label)
                                 : tr("imaginary part of %1").arg(label);
}

const MapCells& MapView::cells() const
{
    const QCPRange range = plot().xAxis->range();
    return m_map->cellsFor(time().fromPlot(range.lower), time().fromPlot(range.upper));
}

DataExtent MapView::extentOfColors() const
{
    const AxisControl& colors = m_colors->values();
    if (colors.settings().mode == ScaleMode::EachFrame) {
        const QCPRange times = plot().xAxis->range();
        const QCPRange places = plot().yAxis->range();
        return colors.measure(valuesIn(*m_map,
                                       {time().fromPlot(times.lower), m_positions->fromPlot(places.lower)},
                                       {time().fromPlot(times.upper), m_positions->fromPlot(places.upper)}));
    }
    DataExtent extent = m_map->whole.extent;
    extent.include(m_map->window.extent);
    extent.notPositive = cells().extent.notPositive;
    return colors.complete(extent, {m_map->whole.values, m_map->window.values});
}

void MapView::fitValues()
{
    m_positions->fit();
    m_colors->values().fit();
    if (m_colors->values().settings().mode == ScaleMode::EachFrame) {
        showColors();
    }
}

void MapView::resetZoom()
{
    m_colors->values().refit();
    FieldTimeView::resetZoom();
}

void MapView::drawLayers()
{
    if (m_map) {
        for (auto [layer, cells] : {std::pair{&m_whole, &m_map->whole}, {&m_window, &m_map->window}}) {
            layer->draw(*cells, m_map->rowGrid, time(), *m_positions, *m_colors, m_layersDue);
        }
        m_layersDue = false;
    }
}

void MapView::updateTitle()
{
    if (!m_map) {
        header().setTitle(field() ? tr("%1 over time").arg(toText(field()->name)) : tr("Map"));
        return;
    }
    header().setTitle(
        tr("%1 over time   %2").arg(toText(m_map->field->name), MapChoices::nameOf(m_map->query.mode)) +
        readingText() + distanceText() + notesOf(*m_map) + m_colors->values().omission() +
        m_positions->omission() + time().omission());
}

std::optional<MapCell> MapView::placeUnder(const QPointF& position) const
{
    if (!m_map || !plot().innerRectAt(position)) {
        return std::nullopt;
    }
    return placeAt(*m_map, {time().fromPlot(plot().xAxis->pixelToCoord(position.x())),
                            m_positions->fromPlot(plot().yAxis->pixelToCoord(position.y()))});
}

void MapView::updateReadout()
{
    const std::optional<QPointF> hover = plot().hoverPosition();
    const auto place = hover ? placeUnder(*hover) : std::nullopt;
    if (!place) {
        header().setReadout(QString());
        return;
    }
    // The most important parts come first, because the header cuts the end of a long readout.
    QStringList parts{place->valueText()};
    if (overTime()) {
        parts << keyText(time().fromPlot(plot().xAxis->pixelToCoord(hover->x())));
    }
    parts << place->stepText() << place->positionText();
    QString text = parts.join(QStringLiteral("   "));
    if (const auto mark = marker().isSet() ? placeAt(*m_map, marker().place()) : std::nullopt) {
        text += keyDifference(place->center().x()) + place->differenceTo(*mark);
    }
    header().setReadout(text);
}

std::optional<QPointF> MapView::markAt(const QPointF& position) const
{
    const auto place = placeUnder(position);
    return place ? std::optional(place->center()) : std::nullopt;
}

void MapView::drawMark()
{
    if (marker().isSet() && m_map) {
        marker().drawDot(plot().axisRect(), time().toPlot(marker().place().x()),
                         m_positions->toPlot(marker().place().y()));
    }
}

void MapView::goToPosition(const QPointF& position)
{
    const auto place = placeUnder(position);
    if (place && place->steps().count() == 1) {
        emit stepWanted(place->steps().first);
    } else {
        goTo(time().fromPlot(plot().xAxis->pixelToCoord(position.x())));
    }
}

void MapView::pick(const QPointF& position)
{
    if (!plot().innerRectAt(position)) {
        return;
    }
    if (!(QApplication::keyboardModifiers() & Qt::ControlModifier)) {
        goToPosition(position);
    } else if (const auto place = placeUnder(position)) {
        emit traceWanted(place->trace());
    }
}

void MapView::fillMenu(QMenu* menu, const QPointF& position)
{
    if (const auto place = placeUnder(position)) {
        const TraceId id = place->trace();
        menu->addAction(tr("%1 over time").arg(traceLabel(*m_map->field, id)), this,
                        [this, id] { emit traceWanted(id); });
        menu->addAction(tr("Go to this time"), this, [this, position] { goToPosition(position); });
        menu->addSeparator();
    }
}

bool MapView::isComplete() const
{
    return isAnsweredBy(m_map);
}

ViewData MapView::data() const
{
    if (!m_map || m_map->whole.isEmpty()) {
        return {};
    }
    ViewData data = matrixOf(*m_map, cells());
    data.title = header().title();
    data.columnCoordinates.name = time().label();
    data.rowCoordinates.name = m_positions->label();
    return data;
}

QJsonObject MapView::saveState() const
{
    QJsonObject state = FieldTimeView::saveState();
    for (const QJsonObject& part : {m_colors->saveState(), m_choices->saveState()}) {
        for (auto value = part.begin(); value != part.end(); ++value) {
            state[value.key()] = value.value();
        }
    }
    state[kPositions] = m_positionChoices.toJson();
    if (m_lineBar->choice()) {
        state[kRow] = static_cast<double>(*m_lineBar->choice());
    }
    return state;
}

void MapView::restoreState(const QJsonObject& state)
{
    FieldTimeView::restoreState(state);
    m_colors->restoreState(state);
    m_choices->restoreState(state);
    m_positionChoices = AxisChoices::fromJson(state[kPositions].toObject());
    m_positions->setSettings(m_positionChoices.of(field() ? toText(field()->name) : QString()));
    const double row = state[kRow].toDouble(-1.0);
    m_lineBar->setChoice(row >= 0.0 && row <= INT_MAX ? std::optional(static_cast<std::size_t>(row))
                                                      : std::nullopt);
    if (m_map) {
        refresh();
    }
    updateTitle();
    ask();
    plot().scheduleReplot();
}

void MapView::applyTheme(const Theme& theme)
{
    FieldTimeView::applyTheme(theme);
    m_colors->applyTheme();
    m_lineBar->applyTheme(theme);
}

} // namespace h5pulse::viewer
