// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_control.h"
#include "views/plot_view.h"

#include <h5pulse/service/histogram.h>

class QActionGroup;
class QCPGraph;

namespace h5pulse::viewer {

/// Shows the histogram of a field's values at one step.
class HistogramView : public PlotView
{
    Q_OBJECT

public:
    explicit HistogramView(QWidget* parent = nullptr);

    void showAnswer(const Answer& answer) override;
    bool isComplete() const override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    AxisControl& valueControl() { return *m_values; }
    AxisControl& countControl() { return *m_counts; }

protected:
    void showContext(const ViewContext& before) override;
    void fitAxes() override;
    void updateReadout() override;
    /// x: centre of a bin. y has no meaning.
    std::optional<QPointF> markAt(const QPointF& position) const override;
    void drawMark() override;

private:
    void offerBins();
    void setBins(std::size_t bins);
    void ask();
    void clear(const QString& sentence);
    void startField();
    /// Measures and draws the result.
    void refresh();
    void draw();
    void showTitle();
    double centreOf(std::size_t bin) const;
    std::optional<std::size_t> binAt(const QPointF& position) const;

    AxisControl* m_values;
    AxisControl* m_counts;
    AxisChoices m_valueChoices; // for each field
    AxisChoices m_countChoices; // for each field
    QActionGroup* m_binActions;
    QCPGraph* m_graph;
    std::size_t m_bins = HistogramQuery{}.bins;
    std::shared_ptr<const HistogramResult> m_result;
};

} // namespace h5pulse::viewer
