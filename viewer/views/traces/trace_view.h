// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/time_view.h"

class QMenu;

namespace h5pulse::viewer {

class TraceSubplots;

/// Shows the scalars and components that the user follows over time, with one subplot for each field. If
/// times do not ascend, the axis counts steps. Traces of a compared run are dashed.
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
    /// Whether the axis counts times or steps for these traces.
    TraceWindow::Axis axisOf(const TraceSetPtr& traces) const;
    /// Draws the traces of the compared run.
    void compare();
    /// The visible traces of the compared run; null: none.
    TraceSetPtr compared() const;
    void buildSubplots();
    void offerMenus();

    TraceSubplots* m_subplots;
    TraceSetPtr m_traces;
    TraceSetPtr m_otherTraces;
    QAction* m_timeMenu = nullptr;
    QMenu* m_valuesMenu;                     // menus of the value axes, if there are several subplots
    std::optional<TraceWindow> m_toldWindow; // last argument of traceWindowWanted()
    int m_toldPixels = 0;
};

} // namespace h5pulse::viewer
