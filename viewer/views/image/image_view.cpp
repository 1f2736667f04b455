// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/image/image_view.h"

#include "core/format.h"
#include "core/labels.h"
#include "core/scale/visible_detail.h"
#include "core/texts.h"
#include "plot/color_cells.h"
#include "plot/color_menu.h"
#include "plot/color_scale.h"
#include "plot/plot_actions.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"

#include <h5pulse/service/coordinates.h>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

// Largest aspect ratios of images with square pixels, and of images with equal units. Longer images fill the
// plot.
constexpr double kSquareUpTo = 4.0;
constexpr double kSameUnitUpTo = 20.0;
const auto kEqual = QStringLiteral("equal aspect");

} // namespace

ImageView::ImageView(QWidget* parent)
    : PlotView(parent)
    , m_sliceBar(new QWidget(this))
    , m_sliceLabel(new QLabel(m_sliceBar))
    , m_slice(new QSpinBox(m_sliceBar))
    , m_colors(new ColorScale(plot(), AxisControl::Kind::Colors, this))
    , m_values(&m_colors->values())
    , m_cells(static_cast<ColorCells*>(m_colors->addMap()->data()))
    , m_equal(new QAction(tr("&Equal aspect"), this))
{
    auto* bar = new QHBoxLayout(m_sliceBar);
    bar->setContentsMargins(10, 2, 10, 2);
    bar->addWidget(new QLabel(tr("Slice"), m_sliceBar));
    bar->addWidget(m_slice);
    m_slice->setAccessibleName(tr("Slice"));
    bar->addWidget(m_sliceLabel, 1);
    m_sliceBar->setVisible(false);
    m_sliceBar->setAutoFillBackground(true);
    addBar(m_sliceBar);

    plotActions().addMenu(&m_colors->menu());
    m_equal->setCheckable(true);
    m_equal->setToolTip(tr("Use the same scale in both directions"));
    plotActions().addAction(m_equal);
    plot().setToolTip(tr("Click to show this pixel over time. Scroll to zoom, drag to pan. Double-click to "
                         "show everything. Right-click for more."));
    applyTheme(lightTheme());

    connect(&plot(), &PlotWidget::afterLayout, this, [this] {
        fitPositions(); // square pixels depend on the size
        askForVisible();
    });
    connect(m_colors, &ColorScale::chosen, this, [this] {
        refresh();
        emit stateChanged();
    });
    connect(m_equal, &QAction::triggered, this, [this](bool equal) {
        m_equalChosen = equal;
        plot().releaseAxes();
        plot().scheduleReplot();
        emit stateChanged();
    });
    connect(m_slice, &QSpinBox::valueChanged, this,
            [this](int value) { emit sliceWanted(static_cast<std::size_t>(value)); });
}

void ImageView::showContext(const ViewContext&)
{
    askForVisible();
}

void ImageView::askForVisible()
{
    const bool zoomed = plot().isHeld(plot().xAxis) || plot().isHeld(plot().yAxis);
    const bool needsAll = zoomed || marker().isSet() || m_values->settings().mode == ScaleMode::Common;
    askForFrame(context().thinned && !needsAll
                    ? visibleDetail(std::max(plot().width(), plot().height()), std::nullopt, {})
                    : FrameDetail{});
}

void ImageView::showAnswer(const Answer& answer)
{
    const FramePtr frame = answer.frame();
    const FramePtr old = std::exchange(m_frame, frame);
    if (!frame) {
        header().setTitle(QString());
        m_cells->clear();
        plot().scheduleReplot();
        updateReadout();
        return;
    }
    const bool sameBlocks =
        old && old->blockRows == frame->blockRows && old->blockColumns == frame->blockColumns;
    if (!old || old->field->name != frame->field->name || old->run != frame->run || !sameBlocks) {
        if (!old || old->field->name != frame->field->name) {
            plot().forgetZoom();
            unmark();
        }
        startField(*frame);
    }
    if (frame->slices > 1) {
        const AxisPtr& axis = frame->field->axes.front();
        m_sliceLabel->setText(axis ? tr("of %1   %2 = %3%4")
                                         .arg(frame->slices)
                                         .arg(toText(axis->name), formatNumber((*axis->values)[frame->slice]),
                                              unitSuffix(toText(axis->units)))
                                   : tr("of %1").arg(frame->slices));
    }
    refresh();
}

void ImageView::refresh()
{
    const FramePtr& frame = m_frame;
    if (!frame) {
        return;
    }
    m_values->show(m_values->complete(h5pulse::extentOf(*frame), {frame->real}));
    QString title = titleOf(*frame);
    if (frame->nonFinite > 0) {
        title += tr("   %1 values not finite").arg(formatCount(frame->nonFinite));
    }
    if (frame->blockRows * frame->blockColumns > 1) {
        title += tr("   1 pixel = %1 × %2 values").arg(frame->blockRows).arg(frame->blockColumns);
    }
    header().setTitle(title + m_values->omission());
    drawData();
    drawMark();
    plot().scheduleReplot();
    updateReadout();
}

void ImageView::startField(const Frame& frame)
{
    const FieldDescription& field = *frame.field;
    const std::size_t dimensions = field.shape.size();
    m_rows = extentOf(frame, dimensions - 2);
    m_columns = extentOf(frame, dimensions - 1);
    plot().xAxis->setLabel(m_columns.label);
    plot().yAxis->setLabel(m_rows.label);
    plot().yAxis->setRangeReversed(m_rows.isIndex);
    const QString label = labelOf(field);
    m_colors->startField(toText(field.name), field.isComplex() ? tr("magnitude of %1").arg(label) : label,
                         toText(field.units));
    const bool marked =
        marker().isSet() && markedCell().first < frame.rows && markedCell().second < frame.columns;
    if (!marked) {
        unmark();
    }
    m_sliceBar->setVisible(frame.slices > 1);
    const QSignalBlocker quiet(m_slice);
    m_slice->setRange(0, static_cast<int>(frame.slices) - 1);
    m_slice->setValue(static_cast<int>(frame.slice));
}

ImageView::Extent ImageView::extentOf(const Frame& frame, std::size_t dimension) const
{
    const FieldDescription& field = *frame.field;
    const bool isRows = dimension + 2 == field.shape.size();
    const auto cells = static_cast<double>(isRows ? frame.rows : frame.columns);
    const auto block = static_cast<double>(isRows ? frame.blockRows : frame.blockColumns);
    const AxisPtr& axis = field.axes[dimension];
    double origin = 0.0;
    double pitch = 1.0;
    Extent extent;
    if (const auto spacing = axis ? uniformSpacing(*axis->values) : std::nullopt) {
        origin = axis->values->front();
        pitch = *spacing;
        extent.label = labelOf(*axis);
        extent.name = toText(axis->name);
        extent.units = toText(axis->units);
        extent.isIndex = false;
    } else {
        extent.label = extent.name = axis     ? tr("index of %1").arg(toText(axis->name))
                                     : isRows ? tr("row")
                                              : tr("column");
    }
    extent.cell = pitch * block;
    extent.first = origin + 0.5 * (block - 1.0) * pitch;
    extent.last = extent.first + (cells - 1.0) * extent.cell;
    return extent;
}

void ImageView::drawData()
{
    const Frame& frame = *m_frame;
    // QCPColorMap gives a single row or column no extent. Two halves represent it.
    const int columns = std::max(2, static_cast<int>(frame.columns));
    const int rows = std::max(2, static_cast<int>(frame.rows));
    if (m_cells->keySize() != columns || m_cells->valueSize() != rows) {
        m_cells->setSize(columns, rows);
    }
    // QCPColorMap needs ascending ranges. If coordinates descend, the cells are in reverse order.
    const auto range = [](const Extent& e, std::size_t count) {
        const double half = count == 1 ? 0.25 * std::abs(e.cell) : 0.0;
        return QCPRange(std::min(e.first, e.last) - half, std::max(e.first, e.last) + half);
    };
    m_cells->setRange(range(m_columns, frame.columns), range(m_rows, frame.rows));
    const bool flipColumns = m_columns.cell < 0.0;
    const bool flipRows = m_rows.cell < 0.0;
    const int lastRow = static_cast<int>(frame.rows) - 1;
    const int lastColumn = static_cast<int>(frame.columns) - 1;
    m_cells->fill([&](int r, int c) {
        const int row = std::min(flipRows ? rows - 1 - r : r, lastRow);
        const int column = std::min(flipColumns ? columns - 1 - c : c, lastColumn);
        return m_colors->toColor(
            frame.real[static_cast<std::size_t>(row) * frame.columns + static_cast<std::size_t>(column)]);
    });
}

bool ImageView::isEqual() const
{
    const double aspect = std::abs((m_columns.last - m_columns.first + m_columns.cell) /
                                   (m_rows.last - m_rows.first + m_rows.cell));
    const bool indices = m_rows.isIndex && m_columns.isIndex;
    const bool sameUnit = !m_rows.units.isEmpty() && m_rows.units == m_columns.units;
    const double limit = indices ? kSquareUpTo : kSameUnitUpTo;
    return m_equalChosen.value_or((indices || sameUnit) && aspect < limit && aspect > 1.0 / limit);
}

void ImageView::fitAxes()
{
    m_values->fit();
    fitPositions();
}

void ImageView::fitPositions()
{
    if (!m_frame) {
        return;
    }
    double x0 = std::min(m_columns.first, m_columns.last) - 0.5 * std::abs(m_columns.cell);
    double x1 = std::max(m_columns.first, m_columns.last) + 0.5 * std::abs(m_columns.cell);
    double y0 = std::min(m_rows.first, m_rows.last) - 0.5 * std::abs(m_rows.cell);
    double y1 = std::max(m_rows.first, m_rows.last) + 0.5 * std::abs(m_rows.cell);
    const bool equal = isEqual();
    m_equal->setChecked(equal);
    const QRect area = plot().axisRect()->rect();
    if (equal && area.width() > 0 && area.height() > 0) {
        const double perPixel = std::max((x1 - x0) / area.width(), (y1 - y0) / area.height());
        const double extraX = 0.5 * (perPixel * area.width() - (x1 - x0));
        const double extraY = 0.5 * (perPixel * area.height() - (y1 - y0));
        x0 -= extraX;
        x1 += extraX;
        y0 -= extraY;
        y1 += extraY;
    }
    plot().fit(plot().xAxis, x0, x1);
    plot().fit(plot().yAxis, y0, y1);
}

void ImageView::resetZoom()
{
    m_values->refit();
    plot().releaseAxes();
    plot().scheduleReplot();
}

std::optional<std::pair<std::size_t, std::size_t>> ImageView::cellAt(const QPointF& position) const
{
    if (!m_frame || !plot().innerRectAt(position)) {
        return std::nullopt;
    }
    const double c =
        std::round((plot().xAxis->pixelToCoord(position.x()) - m_columns.first) / m_columns.cell);
    const double r = std::round((plot().yAxis->pixelToCoord(position.y()) - m_rows.first) / m_rows.cell);
    if (c < 0.0 || r < 0.0 || c >= static_cast<double>(m_frame->columns) ||
        r >= static_cast<double>(m_frame->rows)) {
        return std::nullopt;
    }
    return std::pair{static_cast<std::size_t>(r), static_cast<std::size_t>(c)};
}

void ImageView::updateReadout()
{
    const std::optional<QPointF> hover = plot().hoverPosition();
    const auto cell = hover ? cellAt(*hover) : std::nullopt;
    if (!cell) {
        header().setReadout(QString());
        return;
    }
    const auto [row, column] = *cell;
    const double value = m_frame->real[row * m_frame->columns + column];
    const auto at = [](const Extent& extent, std::size_t i) {
        return QStringLiteral("%1 %2%3").arg(extent.name, formatNumber(extent.at(i)),
                                             unitSuffix(extent.units));
    };
    header().setReadout(tr("%1   %2   %3%4")
                            .arg(at(m_columns, column), at(m_rows, row), formatNumber(value),
                                 unitSuffix(m_frame->field->units)) +
                        differences(row, column));
}

QString ImageView::differences(std::size_t row, std::size_t column) const
{
    if (!marker().isSet()) {
        return {};
    }
    const auto [markedRow, markedColumn] = markedCell();
    const auto valueAt = [&](std::size_t r, std::size_t c) {
        return m_frame->real[r * m_frame->columns + c];
    };
    return PlotMarker::difference(m_columns.name, m_columns.at(column) - m_columns.at(markedColumn),
                                  m_columns.units) +
           PlotMarker::difference(m_rows.name, m_rows.at(row) - m_rows.at(markedRow), m_rows.units) +
           PlotMarker::difference(toText(m_frame->field->name),
                                  valueAt(row, column) - valueAt(markedRow, markedColumn),
                                  toText(m_frame->field->units));
}

std::optional<QPointF> ImageView::markAt(const QPointF& position) const
{
    const auto cell = cellAt(position);
    if (!cell) {
        return std::nullopt;
    }
    // In values of the field, because the size of cells may change.
    return QPointF(static_cast<double>(cell->second * m_frame->blockColumns),
                   static_cast<double>(cell->first * m_frame->blockRows));
}

std::pair<std::size_t, std::size_t> ImageView::markedCell() const
{
    return {static_cast<std::size_t>(marker().place().y()) / m_frame->blockRows,
            static_cast<std::size_t>(marker().place().x()) / m_frame->blockColumns};
}

void ImageView::drawMark()
{
    if (marker().isSet() && m_frame) {
        const auto [row, column] = markedCell();
        marker().drawDot(plot().axisRect(), m_columns.at(column), m_rows.at(row));
    }
}

void ImageView::pick(const QPointF& position)
{
    if (const auto cell = cellAt(position)) {
        const std::vector<std::size_t>& shape = m_frame->field->shape;
        const std::size_t columns = shape[shape.size() - 1];
        const std::size_t rows = shape[shape.size() - 2];
        const std::size_t row = std::min(cell->first * m_frame->blockRows + m_frame->blockRows / 2, rows - 1);
        const std::size_t column =
            std::min(cell->second * m_frame->blockColumns + m_frame->blockColumns / 2, columns - 1);
        emit traceWanted(
            {m_frame->field->name, (m_frame->slice * rows + row) * columns + column, Part::Real});
    }
}

void ImageView::applyTheme(const Theme& theme)
{
    PlotView::applyTheme(theme);
    m_colors->applyTheme();
    QPalette colors; // all other colours are those of the window
    colors.setColor(QPalette::Window, theme.surface);
    colors.setColor(QPalette::WindowText, theme.muted);
    m_sliceBar->setPalette(colors);
}

ViewData ImageView::data() const
{
    ViewData data;
    if (!m_frame) {
        return data;
    }
    data.title = titleOf(*m_frame);
    data.matrix = m_frame->real;
    const auto coordinates = [](const Extent& extent, std::size_t count) {
        ViewData::Column column{extent.label, std::vector<double>(count)};
        for (std::size_t i = 0; i < count; ++i) {
            column.values[i] = extent.at(i);
        }
        return column;
    };
    data.rowCoordinates = coordinates(m_rows, m_frame->rows);
    data.columnCoordinates = coordinates(m_columns, m_frame->columns);
    return data;
}

QJsonObject ImageView::saveState() const
{
    QJsonObject state = m_colors->saveState();
    if (m_equalChosen) {
        state[kEqual] = *m_equalChosen;
    }
    return state;
}

void ImageView::restoreState(const QJsonObject& state)
{
    m_colors->restoreState(state);
    m_equalChosen = state[kEqual].isBool() ? std::optional(state[kEqual].toBool()) : std::nullopt;
    refresh();
}

} // namespace h5pulse::viewer
