// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scale/auto_range.h"
#include "plot/strip_stack.h"
#include "views/diagnostics/diagnostics_query.h"
#include "views/view.h"

class QAction;
class QCPAxis;
class QCPGraph;
class QCPItemText;
class QLabel;

namespace h5pulse::viewer {

class LinkedTimeAxis;
class PlotWidget;

/// How a field develops: its extremes, mean, norm, change from step to step and values that are not finite,
/// over time, one strip above the other. A click goes to that time.
class DiagnosticsView : public View
{
    Q_OBJECT

public:
    explicit DiagnosticsView(QWidget* parent = nullptr);

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
    /// From the top.
    const std::vector<Measure>& shown() const { return m_shown; }
    /// What is said instead of curves; empty: there are some.
    QString placeholder() const;

private:
    struct Curve
    {
        Measure measure;
        QCPAxis* valueAxis = nullptr;
        QCPGraph* graph = nullptr;
        QCPItemText* label = nullptr;
        AutoRange range{0.12};
    };

    void makeActions();
    void setShown(std::vector<Measure> measures);
    void ask();
    void clear(const QString& placeholder);
    void buildStrips();
    void drawCurve(Curve& curve);
    void styleCurves();
    void placeLabels();
    void updateTitle();
    void fitAxes();
    void placeCursor();
    void updateReadout();
    void pick(const QPointF& position);
    bool overTime() const;
    QString labelOfCurve(const Curve& curve) const;

    QLabel* m_placeholder;
    PlotWidget* m_plot;
    StripStack m_stack;
    LinkedTimeAxis* m_timeAxis;
    QList<QAction*> m_actions; // one for each of kMeasures
    std::vector<Measure> m_shown;
    std::vector<Curve> m_curves;
    RunDescriptionPtr m_run;
    FieldPtr m_field;
    std::shared_ptr<const DiagnosticsResult> m_result;
    bool m_growing = false;
    ShownStep m_step;
};

} // namespace h5pulse::viewer
