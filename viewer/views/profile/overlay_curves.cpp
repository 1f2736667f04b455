// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/profile/overlay_curves.h"

#include "core/texts.h"
#include "plot/axis_control.h"
#include "plot/plot_widget.h"

#include <cmath>

namespace h5pulse::viewer {

namespace {

using Role = ProfileCurve::Role;

const auto kLayer = QStringLiteral("overlays");
constexpr double kWidth = 1.2;
constexpr double kYoungest = 0.6;    // share of the curve's colour in the latest ghost
constexpr double kOldest = 0.15;     // share of the curve's colour in the oldest ghost
constexpr std::size_t kFirstHue = 2; // the first two colours are those of the field at the cursor

/// Blends two colours. The result is opaque: a transparent curve would be darker where it crosses itself, and
/// vector files need no transparency this way.
QColor mix(const QColor& color, const QColor& background, double share)
{
    const auto part = [&](int a, int b) {
        return static_cast<int>(std::lround(share * a + (1.0 - share) * b));
    };
    return {part(color.red(), background.red()), part(color.green(), background.green()),
            part(color.blue(), background.blue())};
}

/// Number of colours for pinned steps and other fields. Pinned steps take colours from the start of the list
/// and fields from its end, so that a few of both have different colours.
std::size_t hues(const Theme& theme)
{
    return theme.curves.size() - kFirstHue;
}

const QColor& pinnedColor(std::size_t hue, const Theme& theme)
{
    return theme.curve(kFirstHue + hue % hues(theme));
}

QPen penOf(const ProfileCurve& curve, const Theme& theme, bool imaginary)
{
    const QColor& own = theme.curve(imaginary ? 1 : 0);
    QPen pen;
    switch (curve.role) {
    case Role::Ghost:
        return PlotWidget::curvePen(mix(own, theme.surface, kYoungest + (kOldest - kYoungest) * curve.age),
                                    1.0);
    case Role::Initial:
        pen = PlotWidget::curvePen(mix(theme.muted, theme.surface, imaginary ? kYoungest : 1.0), kWidth);
        break;
    case Role::Pinned:
    case Role::Field: {
        const QColor& color = curve.role == Role::Pinned
                                  ? pinnedColor(curve.hue, theme)
                                  : pinnedColor(hues(theme) - 1 - curve.hue % hues(theme), theme);
        pen = PlotWidget::curvePen(imaginary ? mix(color, theme.surface, kYoungest) : color, kWidth);
        break;
    }
    case Role::OtherRun:
        pen = PlotWidget::curvePen(own, kWidth);
        pen.setStyle(Qt::DashLine);
        break;
    }
    return pen;
}

} // namespace

OverlayCurves::OverlayCurves(PlotWidget& plot)
    : m_plot(plot)
    , m_theme(&plot.theme())
{
    plot.addLayer(kLayer, plot.layer(QStringLiteral("main")), QCustomPlot::limBelow);
}

QColor OverlayCurves::pinColor(std::size_t n) const
{
    return pinnedColor(n, *m_theme);
}

void OverlayCurves::show(const std::vector<ProfileCurve>& curves)
{
    m_curves = curves;
    const qsizetype wanted = 2 * std::ssize(curves);
    while (m_graphs.size() < wanted) {
        QCPGraph* graph = m_plot.addGraph();
        graph->setLayer(kLayer);
        graph->removeFromLegend();
        m_graphs << graph;
    }
    while (m_graphs.size() > wanted) {
        m_plot.removeGraph(m_graphs.takeLast());
    }
    for (std::size_t i = 0; i < curves.size(); ++i) {
        style(i);
    }
}

void OverlayCurves::style(std::size_t curve)
{
    const ProfileCurve& shown = m_curves[curve];
    const bool isComplex = !shown.frame->imaginary.empty();
    for (const bool imaginary : {false, true}) {
        QCPGraph* line = graph(curve, imaginary);
        line->setPen(penOf(shown, *m_theme, imaginary));
        line->setName(!isComplex  ? shown.label
                      : imaginary ? Texts::tr("%1, imaginary part").arg(shown.label)
                                  : Texts::tr("%1, real part").arg(shown.label));
        line->setVisible(isComplex || !imaginary);
        const bool listed = line->visible() && !shown.label.isEmpty();
        if (listed && !m_plot.legend->hasItemWithPlottable(line)) {
            line->addToLegend();
        } else if (!listed) {
            line->removeFromLegend();
        }
    }
}

void OverlayCurves::draw(const AxisControl& coordinates, const AxisControl& values)
{
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        const Frame& frame = *m_curves[i].frame;
        for (const bool imaginary : {false, true}) {
            const std::vector<double>& y = imaginary ? frame.imaginary : frame.real;
            QVector<QCPGraphData> data;
            data.reserve(std::ssize(y));
            for (std::size_t k = 0; k < y.size(); ++k) {
                const double key = coordinates.toPlot((*frame.x)[k]);
                if (std::isfinite(key)) {
                    data.append({key, values.toPlot(y[k])});
                }
            }
            QCPGraph* line = graph(i, imaginary);
            line->data()->set(data, true);
            // A line needs two points; a single one has a dot.
            line->setScatterStyle(data.size() == 1 ? QCPScatterStyle(QCPScatterStyle::ssDisc, 5)
                                                   : QCPScatterStyle::ssNone);
        }
    }
}

void OverlayCurves::applyTheme(const Theme& theme)
{
    m_theme = &theme;
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        style(i);
    }
}

DataRanges OverlayCurves::values() const
{
    DataRanges ranges;
    for (const ProfileCurve& curve : m_curves) {
        ranges.emplace_back(curve.frame->real);
        ranges.emplace_back(curve.frame->imaginary);
    }
    return ranges;
}

DataRanges OverlayCurves::coordinates() const
{
    DataRanges ranges;
    for (const ProfileCurve& curve : m_curves) {
        ranges.emplace_back(*curve.frame->x);
    }
    return ranges;
}

QCPGraph* OverlayCurves::graph(std::size_t curve, bool imaginary) const
{
    return m_graphs[static_cast<qsizetype>(2 * curve + (imaginary ? 1 : 0))];
}

} // namespace h5pulse::viewer
