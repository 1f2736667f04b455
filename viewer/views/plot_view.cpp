// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plot_view.h"

#include "plot/placeholder.h"
#include "plot/plot_actions.h"
#include "plot/plot_widget.h"

namespace h5pulse::viewer {

PlotView::PlotView(QWidget* parent)
    : View(parent)
    , m_plot(new PlotWidget(this))
    , m_placeholder(new Placeholder(this))
    , m_actions(new PlotActions(*this, *m_plot))
    , m_marker(*m_plot)
{
    setPlotWidget(m_plot);
    addBody(m_placeholder);
    addBody(m_plot);
    m_placeholder->hide();
    connect(m_plot, &PlotWidget::zoomed, this, [this] {
        fitAxes();
        drawMark();
    });
    connect(m_plot, &PlotWidget::hoverChanged, this, [this] { updateReadout(); });
    connect(m_plot, &PlotWidget::clicked, this, [this](const QPointF& position) { pick(position); });
    connect(m_plot, &PlotWidget::resetWanted, this, [this] { resetZoom(); });
    connect(m_actions, &PlotActions::markWanted, this, [this](const QPointF& position) {
        if (const auto place = markAt(position)) {
            m_marker.set(*place);
            m_actions->setMarked(true);
            drawMark();
            updateReadout();
            m_plot->replotOverlay();
        }
    });
    connect(m_actions, &PlotActions::unmarkWanted, this, &PlotView::unmark);
}

void PlotView::unmark()
{
    m_marker.remove();
    m_actions->setMarked(false);
    updateReadout();
    m_plot->replotOverlay();
}

void PlotView::showPlaceholder(const QString& sentence)
{
    m_placeholder->setText(sentence);
    m_placeholder->setVisible(!sentence.isEmpty());
    m_plot->setVisible(sentence.isEmpty());
}

QString PlotView::placeholder() const
{
    return m_placeholder->isHidden() ? QString() : m_placeholder->text();
}

void PlotView::applyTheme(const Theme& theme)
{
    View::applyTheme(theme);
    m_plot->applyTheme(theme);
    drawMark();
}
} // namespace h5pulse::viewer
