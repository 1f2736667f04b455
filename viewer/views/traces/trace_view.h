// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/time_view.h"

class QMenu;

namespace h5pulse::viewer {

class TraceSubplots;

/// The quantities that the user follows over time, with one subplot for each field. Where times do not ascend, the axis
/// is the step number. If a run is compared, its traces are dashed.
class TraceView : public TimeView
{
    Q_OBJECT

public:
    explicit TraceView(QWidget* parent = nullptr);
    ~TraceView() override;

    void showAnswer(const Answer& answer) override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    ViewData data() const override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    /// The value axis of a field; null: the field has no subplot.
    AxisControl* valueControl(const QString& field) const;

protected:
    void showContext(const ViewContext& before) override;
    void ask() override;
    void coverRun() override;
    void redraw() override;
    void fitValues() override;
    void updateTitle() override;
    void updateReadout() override;

private:
    void connectSubplots();
    void offerRemoval();
    void showTraces(const TraceSetPtr& traces);
    /// What the axis counts for these traces.
    TraceWindow::Axis axisOf(const TraceSetPtr& traces) const;
    /// Draws the traces of the run that is compared.
    void compare();
    /// The traces of the other run that are drawn; null: none are.
    TraceSetPtr compared() const;
    void buildSubplots();
    void offerMenus();

    TraceSubplots* m_subplots;
    TraceSetPtr m_traces;
    TraceSetPtr m_otherTraces;
    QAction* m_timeMenu = nullptr;
    QMenu* m_valuesMenu;                     // of several subplots
    std::optional<TraceWindow> m_toldWindow; // by traceWindowWanted()
    int m_toldPixels = 0;
};

} // namespace h5pulse::viewer
