// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/subplot_stack.h"
#include "views/diagnostics/measure_curve.h"
#include "views/field_time_view.h"

#include <h5pulse/service/diagnostics.h>

class QAction;
class QMenu;

namespace h5pulse::viewer {

/// Shows measures of a field over time, each in a subplot: extremes, mean, norm, change from step to step,
/// and the number of values that are not finite.
class DiagnosticsView : public FieldTimeView
{
    Q_OBJECT

public:
    explicit DiagnosticsView(QWidget* parent = nullptr);

    bool isComplete() const override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    /// The visible measures, from top to bottom.
    const std::vector<Measure>& shown() const { return m_shown; }
    AxisControl& valueControl(Measure measure) const { return of(measure).values(); }

protected:
    void ask() override;
    void startField() override;
    bool take(const std::shared_ptr<const OverTimeResult>& result) override;
    void refresh() override;
    void fitValues() override;
    void updateTitle() override;
    void updateReadout() override;

private:
    const MeasureCurve& of(Measure measure) const { return m_curves[static_cast<std::size_t>(measure)]; }
    MeasureCurve& of(Measure measure) { return m_curves[static_cast<std::size_t>(measure)]; }
    void makeActions();
    void connectCurve(MeasureCurve& curve);
    void setShown(std::vector<Measure> measures);
    void buildSubplots();
    void startCurve(MeasureCurve& curve);
    QString settingsName(Measure measure) const;
    void measure(MeasureCurve& curve);
    QString differences(double key) const;

    SubplotStack m_stack;
    std::vector<MeasureCurve> m_curves; // in the order of kMeasures
    QList<QAction*> m_actions;          // in the order of kMeasures
    std::vector<Measure> m_shown;
    AxisChoices m_valueChoices; // for each measure and field
    std::shared_ptr<const DiagnosticsResult> m_result;
};

} // namespace h5pulse::viewer
