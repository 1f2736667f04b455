// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/profile/profile_view.h"

#include "core/format.h"
#include "plot/plot_header.h"
#include "plot/plot_widget.h"

#include <QApplication>

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr std::size_t kDotsUpTo = 48;      // points of coarse profiles are drawn as such
constexpr std::size_t kThickUpTo = 20'000; // wide pens are slow, and nothing is gained where curves are dense

QVector<QCPGraphData> graphData(const std::vector<double>& x, const std::vector<double>& y)
{
    QVector<QCPGraphData> data(static_cast<qsizetype>(y.size()));
    for (std::size_t i = 0; i < y.size(); ++i) {
        // Infinities are gaps, like NaN.
        data[static_cast<qsizetype>(i)] = {x[i], std::isfinite(y[i]) ? y[i] : qQNaN()};
    }
    return data;
}

} // namespace

ProfileView::ProfileView(QWidget* parent)
    : View(parent)
    , m_plot(new PlotWidget(this))
{
    addBody(m_plot);

    m_real = m_plot->addGraph();
    m_imaginary = m_plot->addGraph();
    m_real->setName(tr("real part"));
    m_imaginary->setName(tr("imaginary part"));
    m_marker = m_plot->addLine(m_plot->axisRect());
    m_plot->setToolTip(tr("Click: this component over time. Wheel, drag: zoom and pan. Double click: all."));
    applyTheme(lightTheme());

    m_clickTimer.setSingleShot(true);
    connect(m_plot, &PlotWidget::hoverChanged, this, &ProfileView::updateReadout);
    connect(m_plot, &PlotWidget::clicked, this, [this](const QPointF& position) {
        m_clickPosition = position;
        m_clickTimer.start(QApplication::doubleClickInterval());
    });
    connect(&m_clickTimer, &QTimer::timeout, this, &ProfileView::pick);
    connect(m_plot, &PlotWidget::resetWanted, this, [this] {
        m_clickTimer.stop();
        resetZoom();
    });
}

void ProfileView::showFrame(const FramePtr& frame)
{
    const FramePtr old = std::exchange(m_frame, frame);
    if (!frame) {
        header().setTitle(QString());
        m_real->data()->clear();
        m_imaginary->data()->clear();
        m_plot->scheduleReplot();
        updateReadout();
        return;
    }
    if (!old || old->field->name != frame->field->name || old->run != frame->run) {
        startField(*frame);
        if (!old || old->field->name != frame->field->name) {
            m_plot->releaseAxes();
        }
    }
    QString title = titleOf(*frame);
    if (frame->nonFinite > 0) {
        title += tr("   %1 values not finite").arg(formatCount(frame->nonFinite));
    }
    header().setTitle(title);
    drawData();
    m_valueRange.include(frame->minimum, frame->maximum);
    fitAxes();
    m_plot->scheduleReplot();
    updateReadout();
}

void ProfileView::startField(const Frame& frame)
{
    const FieldDescription& field = *frame.field;
    m_valueRange.reset();
    m_plot->xAxis->setLabel(field.axes.front() ? labelOf(*field.axes.front()) : tr("index"));
    m_plot->yAxis->setLabel(labelOf(field));
    m_imaginary->setVisible(field.isComplex());
    m_plot->legend->setVisible(field.isComplex());
    m_real->setScatterStyle(field.components() <= kDotsUpTo ? QCPScatterStyle(QCPScatterStyle::ssDisc, 5)
                                                            : QCPScatterStyle::ssNone);
    m_imaginary->setScatterStyle(m_real->scatterStyle());
    applyTheme(m_plot->theme());
}

void ProfileView::drawData()
{
    m_real->data()->set(graphData(*m_frame->x, m_frame->real), true);
    if (m_frame->imaginary.empty()) {
        m_imaginary->data()->clear();
    } else {
        m_imaginary->data()->set(graphData(*m_frame->x, m_frame->imaginary), true);
    }
}

void ProfileView::fitAxes()
{
    if (!m_frame || m_frame->x->empty()) {
        return;
    }
    const double first = m_frame->x->front();
    const double last = m_frame->x->back();
    const double extent = last - first;
    const double padding = extent > 0.0 ? 0.01 * extent : 0.5;
    m_plot->fit(m_plot->xAxis, first - padding, last + padding);
    if (m_valueRange.valid()) {
        m_plot->fit(m_plot->yAxis, m_valueRange.lower(), m_valueRange.upper());
    }
}

void ProfileView::resetZoom()
{
    m_plot->releaseAxes();
    m_valueRange.reset();
    if (m_frame) {
        m_valueRange.include(m_frame->minimum, m_frame->maximum);
    }
    fitAxes();
    m_plot->scheduleReplot();
}

std::size_t ProfileView::nearest(double x) const
{
    const std::vector<double>& all = *m_frame->x;
    const auto above = std::ranges::lower_bound(all, x);
    if (above == all.begin()) {
        return 0;
    }
    if (above == all.end() || x - *(above - 1) < *above - x) {
        return static_cast<std::size_t>(above - all.begin()) - 1;
    }
    return static_cast<std::size_t>(above - all.begin());
}

void ProfileView::updateReadout()
{
    const std::optional<QPointF> hover = m_plot->hoverPosition();
    if (!hover || !m_frame || m_frame->real.empty() || !m_plot->innerRectAt(*hover)) {
        m_marker->setVisible(false);
        header().setReadout(QString());
        m_plot->replotOverlay();
        return;
    }
    const std::size_t i = nearest(m_plot->xAxis->pixelToCoord(hover->x()));
    const FieldDescription& field = *m_frame->field;
    const QString units = unitSuffix(field.units);
    const AxisPtr& axis = field.axes.front();
    QString text = tr("%1[%2]").arg(field.name).arg(m_frame->componentAt(i));
    if (axis) {
        text += tr("   %1 = %2%3").arg(axis->name, formatNumber((*m_frame->x)[i]), unitSuffix(axis->units));
    }
    if (m_frame->imaginary.empty()) {
        text += tr("   %1%2").arg(formatNumber(m_frame->real[i]), units);
    } else {
        text += tr("   Re %1   Im %2%3")
                    .arg(formatNumber(m_frame->real[i]), formatNumber(m_frame->imaginary[i]), units);
    }
    header().setReadout(text);
    PlotWidget::placeVertical(m_marker, (*m_frame->x)[i]);
    m_plot->replotOverlay();
}

void ProfileView::pick()
{
    if (!m_frame || m_frame->real.empty() || !m_plot->innerRectAt(m_clickPosition)) {
        return;
    }
    const std::size_t i = nearest(m_plot->xAxis->pixelToCoord(m_clickPosition.x()));
    const double y = m_plot->yAxis->pixelToCoord(m_clickPosition.y());
    const bool imaginary =
        !m_frame->imaginary.empty() && std::abs(m_frame->imaginary[i] - y) < std::abs(m_frame->real[i] - y);
    emit traceWanted(
        {m_frame->field->name, m_frame->componentAt(i), imaginary ? TracePart::Imaginary : TracePart::Real});
}

void ProfileView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    m_plot->applyTheme(theme);
    const bool thick = !m_frame || m_frame->real.size() <= kThickUpTo;
    m_real->setPen(QPen(theme.curve(0), thick ? 1.8 : 1.0));
    m_imaginary->setPen(QPen(theme.curve(1), thick ? 1.8 : 1.0));
    m_marker->setPen(QPen(theme.muted, 1, Qt::DotLine));
    m_plot->legend->setBrush(theme.surface);
    m_plot->legend->setBorderPen(QPen(theme.border));
    m_plot->legend->setTextColor(theme.text);
    m_plot->legend->setFont(font());
}

void ProfileView::drawNow()
{
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
}

} // namespace h5pulse::viewer
