// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/color_scale.h"

#include "plot/color_menu.h"
#include "plot/plot_widget.h"

namespace h5pulse::viewer {

namespace {

constexpr int kBarWidth = 14;
constexpr int kRightMargin = 10;
const auto kColors = QStringLiteral("colors");
const auto kScale = QStringLiteral("color scale");

} // namespace

ColorScale::ColorScale(PlotWidget& plot, AxisControl::Kind kind, QWidget* view)
    : QObject(view)
    , m_plot(plot)
    , m_scale(new QCPColorScale(&plot))
    , m_values(new AxisControl(plot, kind, AutoScale(0.0), this))
    , m_menu(new ColorMenu(tr("&Colours"), *m_values, view))
{
    m_scale->setType(QCPAxis::atRight);
    m_scale->setBarWidth(kBarWidth);
    plot.plotLayout()->addElement(0, 1, m_scale);
    plot.plotLayout()->setMargins(QMargins(0, 0, kRightMargin, 0));
    auto* margins = new QCPMarginGroup(&plot);
    plot.axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    m_scale->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    plot.xAxis->grid()->setVisible(false);
    plot.yAxis->grid()->setVisible(false);
    plot.setName(m_scale->axis(), QStringLiteral("colours"));
    m_values->setAxis(m_scale->axis());
    connect(m_scale, &QCPColorScale::dataRangeChanged, this, &ColorScale::showRange);
    connect(m_scale, &QCPColorScale::dataScaleTypeChanged, this, &ColorScale::showRange);
    connect(m_values, &AxisControl::chosen, this, [this] {
        m_choices.set(m_field, m_values->settings());
        emit chosen();
    });
    connect(m_menu, &ColorMenu::chosen, this, [this] {
        showColors();
        emit chosen();
    });
    showColors();
}

QCPColorMap* ColorScale::addMap()
{
    auto* map = new QCPColorMap(m_plot.xAxis, m_plot.yAxis);
    map->setData(new ColorCells);
    map->setInterpolate(false);
    map->setTightBoundary(false);
    // Not bound to m_scale: QCustomPlot would then compute two logarithms per cell on a logarithmic scale.
    m_maps.push_back(map);
    showColors();
    showRange();
    return map;
}

void ColorScale::startField(const QString& field, const QString& label, const QString& units)
{
    m_field = field;
    m_values->restart();
    m_values->setSettings(m_choices.of(field));
    m_values->describe(label, units);
}

void ColorScale::showColors()
{
    const QCPColorGradient gradient = m_menu->gradient(m_plot.theme().border);
    m_scale->setGradient(gradient);
    for (QCPColorMap* map : m_maps) {
        map->setGradient(gradient);
    }
}

void ColorScale::showRange()
{
    const QCPRange range = m_scale->dataRange();
    const bool logarithmic = m_scale->dataScaleType() == QCPAxis::stLogarithmic;
    for (QCPColorMap* map : m_maps) {
        map->setDataRange(logarithmic ? QCPRange(std::log2(range.lower), std::log2(range.upper)) : range);
    }
}

void ColorScale::applyTheme()
{
    showColors();
    m_plot.style(m_scale->axis());
}

QJsonObject ColorScale::saveState() const
{
    return {{kScale, m_choices.toJson()}, {kColors, m_menu->saveState()}};
}

void ColorScale::restoreState(const QJsonObject& state)
{
    m_choices = AxisChoices::fromJson(state[kScale].toObject());
    m_menu->restoreState(state[kColors].toObject());
    m_values->setSettings(m_choices.of(m_field));
    showColors();
}

} // namespace h5pulse::viewer
