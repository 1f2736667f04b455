// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_control.h"
#include "views/plot_view.h"
#include "views/spectrum/spectrum_curve.h"

#include <h5pulse/service/spectrum.h>

class QCPItemStraightLine;

namespace h5pulse::viewer {

class SpectrumMenu;

/// Shows the spectrum of a profile at the cursor over wave numbers, or of a trace over frequencies. Without a
/// choice of the user it shows the profile, or a trace if the field is not a profile.
class SpectrumView : public PlotView
{
    Q_OBJECT

public:
    explicit SpectrumView(QWidget* parent = nullptr);

    bool shows(const FieldDescription& field) const override { return field.shape.size() == 1; }
    void showAnswer(const Answer& answer) override;
    bool isComplete() const override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    AxisControl& valueControl() { return *m_values; }
    AxisControl& frequencyControl() { return *m_frequencies; }
    /// The label at the highest peak, a frequency; empty: there is no peak.
    QString peakText() const { return m_curve.peakText(); }

protected:
    void showContext(const ViewContext& before) override;
    void fitAxes() override;
    void updateReadout() override;
    std::optional<QPointF> markAt(const QPointF& position) const override;
    void drawMark() override;

private:
    void ask();
    void say(const QString& sentence);
    /// Takes a complete result to draw.
    void take(std::shared_ptr<const SpectrumResult> result);
    void restoreAxes();
    /// Measures and draws the result.
    void refresh();
    void draw();
    void showTitle();
    std::optional<std::size_t> indexAt(const QPointF& position) const;

    SpectrumMenu* m_menu;
    AxisControl* m_values;
    AxisControl* m_frequencies;
    AxisChoices m_valueChoices;     // for each quantity and subject
    AxisChoices m_frequencyChoices; // for each subject
    SpectrumCurve m_curve;
    QCPItemStraightLine* m_line; // at the point under the mouse

    std::shared_ptr<const SpectrumResult> m_result; // the drawn one
    QueryResultPtr m_latest;                        // the latest answer, which may be incomplete
};

} // namespace h5pulse::viewer
