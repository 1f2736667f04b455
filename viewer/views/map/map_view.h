// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scale/auto_range.h"
#include "views/map/map_query.h"
#include "views/view.h"

class QAction;
class QActionGroup;
class QCPColorMap;
class QCPColorScale;
class QCPItemStraightLine;
class QLabel;
class QSpinBox;

namespace h5pulse::viewer {

class LinkedTimeAxis;
class PlotWidget;

/// A 1-D field, or a line of a larger one, over all steps as colours: time to the right, the component's
/// coordinate upwards. A click goes to that time.
class MapView : public View
{
    Q_OBJECT

public:
    explicit MapView(QWidget* parent = nullptr);

    void showSubject(const RunDescriptionPtr& run, const FieldPtr& field, std::size_t slice) override;
    void showStep(const ShownStep& step) override;
    void showStatus(const RunStatus& status) override;
    void showTimeRange(const std::optional<TraceWindow>& range) override;
    void showResult(const QueryResultPtr& result) override;
    bool isComplete() const override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    void drawNow() override;
    PlotWidget* plotWidget() override { return m_plot; }
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    PlotWidget& plot() { return *m_plot; }
    QCPColorScale& colorScale() { return *m_scale; }
    /// What is said instead of a map; empty: there is one.
    QString placeholder() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Cells [first, end) of a grid.
    using Part = CellGrid::Items;

    /// One of the colour maps, and what it was filled with.
    struct Layer
    {
        QCPColorMap* map = nullptr;
        Part columns{};
        Part rows{};
    };

    struct Cell
    {
        const MapCells* cells;
        std::size_t row;
        std::size_t column;

        double value() const { return cells->values[row * cells->columns.cells.size() + column]; }
        const StepRange& steps() const { return cells->steps[column]; }
    };

    void makeBars();
    void makeActions();
    void setMode(MapMode mode);
    void setPart(TracePart part);
    std::size_t lines() const;
    void updateLineBar();
    void ask();
    void clear(const QString& placeholder);
    void updateTitle();
    void updateLabels();
    void fitAxes();
    void fitColors();
    /// Fills the layers with what can be seen of the cells.
    void fillLayers();
    void fill(Layer& layer, const MapCells& cells);
    const MapCells& cellsAt(double key) const;
    std::optional<Cell> cellAt(const QPointF& position) const;
    void placeCursor();
    void updateReadout();
    void pick(const QPointF& position);
    void goTo(const QPointF& position);
    void follow(const Cell& cell);
    void showMenu(const QPoint& position);
    bool overTime() const;

    QWidget* m_lineBar;
    QSpinBox* m_lineBox;
    QLabel* m_lineLabel;
    QLabel* m_placeholder;
    PlotWidget* m_plot;
    LinkedTimeAxis* m_timeAxis;
    QCPColorScale* m_scale;
    QCPItemStraightLine* m_cursor;
    Layer m_whole;
    Layer m_window;
    QActionGroup* m_modes;
    QActionGroup* m_parts;
    RunDescriptionPtr m_run;
    FieldPtr m_field;
    std::size_t m_slice = 0;
    std::optional<std::size_t> m_line; // that the user chose; none: the middle
    MapMode m_mode = MapMode::Mean;
    TracePart m_part = TracePart::Real;
    std::shared_ptr<const MapResult> m_result;
    bool m_layersDue = false;
    bool m_growing = false;
    ShownStep m_step;
    AutoRange m_valueRange{0.0};
    bool m_scaleHeld = false;    // the user chose the range of colours
    bool m_settingScale = false; // we do
};

} // namespace h5pulse::viewer
