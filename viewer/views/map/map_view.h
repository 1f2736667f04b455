// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/color_scale.h"
#include "views/field_time_view.h"
#include "views/map/map_cell.h"
#include "views/map/map_layer.h"

class QMenu;

namespace h5pulse::viewer {

class MapChoices;
class MapLineBar;

/// Shows a 1-D field, or a line of a larger field, over all steps as colours. Time is the horizontal axis,
/// and the coordinate of the components is the vertical axis.
class MapView : public FieldTimeView
{
    Q_OBJECT

public:
    explicit MapView(QWidget* parent = nullptr);

    bool isComplete() const override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    QCPColorScale& colorScale() { return m_colors->scale(); }
    ColorMenu& colorMenu() { return m_colors->menu(); }
    AxisControl& colorControl() { return m_colors->values(); }
    AxisControl& positionControl() { return *m_positions; }

protected:
    void showContext(const ViewContext& before) override;
    void ask() override;
    void startField() override;
    QString problemOfField() const override;
    bool take(const std::shared_ptr<const OverTimeResult>& result) override;
    void refresh() override;
    void fitValues() override;
    void updateTitle() override;
    void updateReadout() override;
    void pick(const QPointF& position) override;
    std::optional<QPointF> markAt(const QPointF& position) const override;
    void drawMark() override;

private:
    void chooseColors();
    void showColors();
    DataExtent extentOfColors() const;
    /// The finest cells that cover the whole visible range.
    const MapCells& cells() const;
    QString labelOfColors() const;
    void drawLayers();
    std::optional<MapCell> placeUnder(const QPointF& position) const;
    void goToPosition(const QPointF& position);
    void fillMenu(QMenu* menu, const QPointF& position);

    MapLineBar* m_lineBar;
    MapChoices* m_choices;
    ColorScale* m_colors;
    AxisControl* m_positions; // coordinates of the components
    AxisChoices m_positionChoices;
    MapLayer m_whole;
    MapLayer m_window;
    std::shared_ptr<const MapResult> m_map;
    bool m_layersDue = false;
};

} // namespace h5pulse::viewer
