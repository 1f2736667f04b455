// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/color_scale.h"
#include "views/plot_view.h"

class QAction;
class QLabel;
class QSpinBox;

namespace h5pulse::viewer {

/// Shows a 2-D field, or a slice of a 3-D field along its first dimension, at one step as colours. Colours of
/// a complex field are magnitudes. A field without coordinates has row 0 on top and square pixels, like a
/// camera image.
class ImageView : public PlotView
{
    Q_OBJECT

public:
    explicit ImageView(QWidget* parent = nullptr);

    bool shows(const FieldDescription& field) const override { return field.shape.size() >= 2; }
    void showAnswer(const Answer& answer) override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    QCPColorScale& colorScale() { return m_colors->scale(); }
    AxisControl& colorControl() { return *m_values; }
    ColorMenu& colorMenu() { return m_colors->menu(); }
    QAction& equalAspect() { return *m_equal; }

protected:
    void showContext(const ViewContext& before) override;
    void fitAxes() override;
    void updateReadout() override;
    void pick(const QPointF& position) override;
    /// x: column, y: row of the field.
    std::optional<QPointF> markAt(const QPointF& position) const override;
    void drawMark() override;

private:
    /// Asks for the field with the detail that the plot can show.
    void askForVisible();
    /// Row and column of the marked value in the frame.
    std::pair<std::size_t, std::size_t> markedCell() const;
    /// Positions of the cells along one dimension, as coordinates or as indices.
    struct Extent
    {
        double first = 0.0; ///< centre of the first cell
        double last = 0.0;  ///< centre of the last cell
        double cell = 1.0;  ///< distance of cells; negative if coordinates descend
        QString name;
        QString units;
        QString label;
        bool isIndex = true;

        double at(std::size_t i) const { return first + static_cast<double>(i) * cell; }
    };

    void startField(const Frame& frame);
    Extent extentOf(const Frame& frame, std::size_t dimension) const;
    /// Measures and draws the frame.
    void refresh();
    void drawData();
    void fitPositions();
    bool isEqual() const;
    QString differences(std::size_t row, std::size_t column) const;
    /// Row and column of the image at a position in pixels; none: the position is outside of the image.
    std::optional<std::pair<std::size_t, std::size_t>> cellAt(const QPointF& position) const;

    QWidget* m_sliceBar;
    QLabel* m_sliceLabel;
    QSpinBox* m_slice;
    ColorScale* m_colors;
    AxisControl* m_values; // of the colours
    ColorCells* m_cells;
    FramePtr m_frame;
    Extent m_rows;
    Extent m_columns;
    QAction* m_equal;
    std::optional<bool> m_equalChosen; // none: isEqual() decides by units and aspect ratio
};

} // namespace h5pulse::viewer
