// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/image/image_view.h"

#include "core/format.h"
#include "plot/gradient.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr double kUniform = 1e-3;   // cells may differ by this part of their size and count as equal
constexpr double kSquareUpTo = 4.0; // more elongated images fill the plot instead of keeping square pixels

bool isUniform(const std::vector<double>& values)
{
    const double cell = (values.back() - values.front()) / static_cast<double>(values.size() - 1);
    for (std::size_t i = 1; i < values.size(); ++i) {
        if (std::abs(values[i] - values[i - 1] - cell) > kUniform * std::abs(cell)) {
            return false;
        }
    }
    return cell != 0.0;
}

} // namespace

ImageView::ImageView(QWidget* parent)
    : View(parent)
    , m_sliceBar(new QWidget(this))
    , m_sliceLabel(new QLabel(m_sliceBar))
    , m_slice(new QSpinBox(m_sliceBar))
    , m_plot(new PlotWidget(this))
{
    auto* bar = new QHBoxLayout(m_sliceBar);
    bar->setContentsMargins(10, 2, 10, 2);
    bar->addWidget(new QLabel(tr("Slice"), m_sliceBar));
    bar->addWidget(m_slice);
    m_slice->setAccessibleName(tr("Slice"));
    bar->addWidget(m_sliceLabel, 1);
    m_sliceBar->setVisible(false);
    m_sliceBar->setAutoFillBackground(true);
    addBody(m_sliceBar, 0);
    addBody(m_plot);

    m_map = new QCPColorMap(m_plot->xAxis, m_plot->yAxis);
    m_map->setInterpolate(false);
    m_map->setTightBoundary(false);
    m_scale = new QCPColorScale(m_plot);
    m_scale->setType(QCPAxis::atRight);
    m_scale->setBarWidth(14);
    m_plot->plotLayout()->addElement(0, 1, m_scale);
    m_plot->plotLayout()->setMargins(QMargins(0, 0, 10, 0));
    m_map->setColorScale(m_scale);
    auto* margins = new QCPMarginGroup(m_plot);
    m_plot->axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    m_scale->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->grid()->setVisible(false);
    m_plot->setToolTip(tr("Click: this pixel over time. Wheel, drag: zoom and pan. Double click: all."));
    applyTheme(lightTheme());

    connect(m_scale, &QCPColorScale::dataRangeChanged, this, [this] { m_scaleHeld |= !m_settingScale; });
    connect(m_plot, &PlotWidget::afterLayout, this, &ImageView::fitAxes); // square pixels depend on the size
    connect(m_plot, &PlotWidget::hoverChanged, this, &ImageView::updateReadout);
    connect(m_plot, &PlotWidget::clicked, this, &ImageView::pick);
    connect(m_plot, &PlotWidget::resetWanted, this, &ImageView::resetZoom);
    connect(m_slice, &QSpinBox::valueChanged, this,
            [this](int value) { emit sliceWanted(static_cast<std::size_t>(value)); });
}

void ImageView::showFrame(const FramePtr& frame)
{
    const FramePtr old = std::exchange(m_frame, frame);
    if (!frame) {
        header().setTitle(QString());
        m_map->data()->clear();
        m_plot->scheduleReplot();
        updateReadout();
        return;
    }
    if (!old || old->field->name != frame->field->name || old->run != frame->run) {
        startField(*frame);
        if (!old || old->field->name != frame->field->name) {
            m_plot->releaseAxes();
            m_scaleHeld = false;
        }
    }
    QString title = titleOf(*frame);
    if (frame->nonFinite > 0) {
        title += tr("   %1 values not finite").arg(formatCount(frame->nonFinite));
    }
    if (frame->blockRows * frame->blockColumns > 1) {
        title += tr("   1 pixel = %1 × %2 values").arg(frame->blockRows).arg(frame->blockColumns);
    }
    header().setTitle(title);
    if (frame->slices > 1) {
        const AxisPtr& axis = frame->field->axes.front();
        m_sliceLabel->setText(
            axis ? tr("of %1   %2 = %3%4")
                       .arg(frame->slices)
                       .arg(axis->name, formatNumber((*axis->values)[frame->slice]), unitSuffix(axis->units))
                 : tr("of %1").arg(frame->slices));
    }
    m_valueRange.include(frame->minimum, frame->maximum);
    drawData();
    m_plot->scheduleReplot();
    updateReadout();
}

void ImageView::startField(const Frame& frame)
{
    const FieldDescription& field = *frame.field;
    const std::size_t dimensions = field.shape.size();
    m_valueRange.reset();
    m_rows = extentOf(frame, dimensions - 2);
    m_columns = extentOf(frame, dimensions - 1);
    m_plot->xAxis->setLabel(m_columns.label);
    m_plot->yAxis->setLabel(m_rows.label);
    m_plot->yAxis->setRangeReversed(m_rows.isIndex);
    const QString label = labelOf(field);
    m_scale->setLabel(field.isComplex() ? tr("magnitude of %1").arg(label) : label);
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
    if (axis && axis->values->size() > 1 && isUniform(*axis->values)) {
        origin = axis->values->front();
        pitch = (axis->values->back() - origin) / static_cast<double>(axis->values->size() - 1);
        extent.label = labelOf(*axis);
        extent.isIndex = false;
    } else {
        extent.label = axis ? tr("index of %1").arg(axis->name) : isRows ? tr("row") : tr("column");
    }
    extent.cell = pitch * block;
    extent.first = origin + 0.5 * (block - 1.0) * pitch;
    extent.last = extent.first + (cells - 1.0) * extent.cell;
    return extent;
}

void ImageView::drawData()
{
    const Frame& frame = *m_frame;
    QCPColorMapData* cells = m_map->data();
    const int columns = static_cast<int>(frame.columns);
    const int rows = static_cast<int>(frame.rows);
    if (cells->keySize() != columns || cells->valueSize() != rows) {
        cells->setSize(columns, rows);
    }
    // The colour map wants ascending ranges: where coordinates descend the cells are put in from the other
    // end. A single cell has no extent of its own.
    const auto range = [](const Extent& e) {
        return QCPRange(std::min(e.first, e.last), std::max(e.first, e.last));
    };
    cells->setRange(range(m_columns), range(m_rows));
    const bool flipColumns = m_columns.cell < 0.0;
    const bool flipRows = m_rows.cell < 0.0;
    for (int r = 0; r < rows; ++r) {
        const double* row = frame.real.data() + static_cast<std::size_t>(r) * frame.columns;
        for (int c = 0; c < columns; ++c) {
            cells->setCell(flipColumns ? columns - 1 - c : c, flipRows ? rows - 1 - r : r,
                           std::isfinite(row[c]) ? row[c] : qQNaN());
        }
    }
    if (!m_scaleHeld && m_valueRange.valid()) {
        m_settingScale = true;
        m_scale->setDataRange({m_valueRange.lower(), m_valueRange.upper()});
        m_settingScale = false;
    }
}

void ImageView::fitAxes()
{
    if (!m_frame) {
        return;
    }
    double x0 = std::min(m_columns.first, m_columns.last) - 0.5 * std::abs(m_columns.cell);
    double x1 = std::max(m_columns.first, m_columns.last) + 0.5 * std::abs(m_columns.cell);
    double y0 = std::min(m_rows.first, m_rows.last) - 0.5 * std::abs(m_rows.cell);
    double y1 = std::max(m_rows.first, m_rows.last) + 0.5 * std::abs(m_rows.cell);
    const double aspect = (x1 - x0) / (y1 - y0);
    const QRect area = m_plot->axisRect()->rect();
    const bool square =
        m_rows.isIndex && m_columns.isIndex && aspect < kSquareUpTo && aspect > 1.0 / kSquareUpTo;
    if (square && area.width() > 0 && area.height() > 0) {
        const double perPixel = std::max((x1 - x0) / area.width(), (y1 - y0) / area.height());
        const double extraX = 0.5 * (perPixel * area.width() - (x1 - x0));
        const double extraY = 0.5 * (perPixel * area.height() - (y1 - y0));
        x0 -= extraX;
        x1 += extraX;
        y0 -= extraY;
        y1 += extraY;
    }
    m_plot->fit(m_plot->xAxis, x0, x1);
    m_plot->fit(m_plot->yAxis, y0, y1);
}

void ImageView::resetZoom()
{
    m_plot->releaseAxes();
    m_scaleHeld = false;
    m_valueRange.reset();
    if (m_frame) {
        m_valueRange.include(m_frame->minimum, m_frame->maximum);
        drawData();
    }
    m_plot->scheduleReplot();
}

std::optional<std::pair<std::size_t, std::size_t>> ImageView::cellAt(const QPointF& position) const
{
    if (!m_frame || !m_plot->innerRectAt(position)) {
        return std::nullopt;
    }
    const double c =
        std::round((m_plot->xAxis->pixelToCoord(position.x()) - m_columns.first) / m_columns.cell);
    const double r = std::round((m_plot->yAxis->pixelToCoord(position.y()) - m_rows.first) / m_rows.cell);
    if (c < 0.0 || r < 0.0 || c >= static_cast<double>(m_frame->columns) ||
        r >= static_cast<double>(m_frame->rows)) {
        return std::nullopt;
    }
    return std::pair{static_cast<std::size_t>(r), static_cast<std::size_t>(c)};
}

void ImageView::updateReadout()
{
    const std::optional<QPointF> hover = m_plot->hoverPosition();
    const auto cell = hover ? cellAt(*hover) : std::nullopt;
    if (!cell) {
        header().setReadout(QString());
        return;
    }
    const auto [row, column] = *cell;
    const double value = m_frame->real[row * m_frame->columns + column];
    const auto at = [](const Extent& extent, std::size_t i) {
        return formatNumber(extent.first + static_cast<double>(i) * extent.cell);
    };
    header().setReadout(tr("%1 %2   %3 %4   %5%6")
                            .arg(m_columns.label, at(m_columns, column), m_rows.label, at(m_rows, row),
                                 formatNumber(value), unitSuffix(m_frame->field->units)));
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
            {m_frame->field->name, (m_frame->slice * rows + row) * columns + column, TracePart::Real});
    }
}

void ImageView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    m_plot->applyTheme(theme);
    m_settingScale = true;
    m_scale->setGradient(viridis(theme.border));
    m_settingScale = false;
    QCPAxis* axis = m_scale->axis();
    axis->setTickLabelColor(theme.muted);
    axis->setLabelColor(theme.text);
    axis->setBasePen(QPen(theme.border));
    axis->setTickPen(QPen(theme.border));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLabelFont(m_plot->xAxis->tickLabelFont());
    axis->setLabelFont(font());
    QPalette colors; // the rest stays the window's
    colors.setColor(QPalette::Window, theme.surface);
    colors.setColor(QPalette::WindowText, theme.muted);
    m_sliceBar->setPalette(colors);
}

void ImageView::drawNow()
{
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
}

} // namespace h5pulse::viewer
