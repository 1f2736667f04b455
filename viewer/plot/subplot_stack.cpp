// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/subplot_stack.h"

#include "plot/plot_widget.h"

#include <algorithm>

namespace h5pulse::viewer {

namespace {
constexpr int kStripHeight = 44; // minimum height of a subplot
constexpr int kEnoughHeight = 170;
constexpr int kHeightPerTick = 30; // of the value axis
} // namespace

SubplotStack::SubplotStack(PlotWidget& plot)
    : m_plot(plot)
    , m_margins(new QCPMarginGroup(&plot))
{
    plot.plotLayout()->clear();
    plot.plotLayout()->setRowSpacing(0);
    plot.setFreedom(Qt::Horizontal);
}

void SubplotStack::clear()
{
    m_subplots.clear();
    m_plot.clearGraphs();
    m_plot.clearItems();
    m_plot.plotLayout()->clear();
    m_plot.plotLayout()->simplify();
}

SubplotStack::Subplot SubplotStack::add(const QString& name, const QString* keyLabel)
{
    Subplot subplot;
    subplot.rect = new QCPAxisRect(&m_plot);
    m_plot.plotLayout()->addElement(static_cast<int>(m_subplots.size()), 0, subplot.rect);
    m_plot.adopt(subplot.rect, QStringLiteral("time"), name);
    subplot.rect->setMarginGroup(QCP::msLeft, m_margins);
    subplot.rect->setMinimumSize(50, 10); // so that all subplots fit into a low widget
    const int labelHeight = m_plot.fontMetrics().height() + 2;
    subplot.rect->setMinimumMargins(QMargins(subplot.rect->minimumMargins().left(), labelHeight, 18, 4));
    QCPAxis* key = subplot.rect->axis(QCPAxis::atBottom);
    if (keyLabel) {
        key->setLabel(*keyLabel);
    } else {
        subplot.rect->setAutoMargins(QCP::msLeft);
        subplot.rect->setMargins(QMargins(0, labelHeight, 18, 4));
        key->setTickLabels(false);
    }
    key->setLabelPadding(2);
    QCPAxis* value = subplot.rect->axis(QCPAxis::atLeft);
    value->ticker()->setTickStepStrategy(QCPAxisTicker::tssMeetTickCount);
    subplot.cursor = m_plot.addLine(subplot.rect);
    subplot.marker = m_plot.addLine(subplot.rect);
    m_subplots << subplot;
    return subplot;
}

void SubplotStack::shareHeight()
{
    // The last subplot is taller by the height of the labels of the time axis.
    const int count = static_cast<int>(m_subplots.size());
    const int axis = 2 * m_plot.fontMetrics().height() + 14;
    const int inner = std::max(10, (m_plot.height() - axis) / std::max(1, count));
    for (int row = 0; row < count; ++row) {
        m_plot.plotLayout()->setRowStretchFactor(row, row + 1 < count ? inner : inner + axis);
        const int labels = std::clamp(inner / kHeightPerTick, 1, 5);
        m_subplots[row].rect->axis(QCPAxis::atLeft)->ticker()->setTickCount(labels);
    }
}

int SubplotStack::minimumHeight() const
{
    return m_subplots.isEmpty()
               ? 0
               : std::min(static_cast<int>(m_subplots.size()) * kStripHeight + 64, kEnoughHeight);
}

qsizetype SubplotStack::at(const QPointF& position) const
{
    const QCPAxisRect* rect = m_plot.axisRectAt(position);
    const auto found =
        std::ranges::find_if(m_subplots, [&](const Subplot& subplot) { return subplot.rect == rect; });
    return rect && found != m_subplots.end() ? found - m_subplots.begin() : -1;
}

} // namespace h5pulse::viewer
