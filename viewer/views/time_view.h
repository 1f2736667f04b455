// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/axis_control.h"
#include "views/plot_view.h"

#include <h5pulse/service/over_time.h>

class QCPAxis;
class QCPItemStraightLine;

namespace h5pulse::viewer {

class LinkedTimeAxis;

/// A view of one field over the whole run, with time to the right: knows what it is about, covers the run
/// with a time axis that other views share, and has lines at the step that is shown. A click goes to that
/// time.
///
/// What it asks for and how it draws that is up to the kind of view.
class TimeView : public PlotView
{
    Q_OBJECT

public:
    explicit TimeView(QWidget* parent);

    void showSubject(const RunDescriptionPtr& run, const FieldPtr& field, std::size_t slice) override;
    void showStep(const ShownStep& step) override;
    void showStatus(const RunStatus& status) override;
    void showTimeRange(const std::optional<TraceWindow>& range) override;
    void showResult(const QueryResultPtr& result) override;
    void resetZoom() override;
    void applyTheme(const Theme& theme) override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

    AxisControl& timeControl() { return *m_time; }

protected:
    const RunDescriptionPtr& run() const { return m_run; }
    const FieldPtr& field() const { return m_field; }
    std::size_t slice() const { return m_slice; }
    const AxisControl& time() const { return *m_time; }
    AxisControl& time() { return *m_time; }
    const ShownStep& step() const { return m_step; }
    /// The axes that show time, and the lines at the step that is shown. The last axis is labelled.
    void setTimeAxes(const QList<QCPAxis*>& axes, const QList<QCPItemStraightLine*>& cursors);
    /// The menu of the time axis: to be put behind those of the view.
    void addTimeMenu();
    /// What is looked at; none: all of the run.
    std::optional<TraceWindow> window() const;
    std::size_t pixelsOf(int size) const;

    bool overTime() const;
    /// "t = 3 s   " or "step 3".
    QString keyText(double key) const;
    QString keyDifference(double key) const;
    /// "   reading 34 %" and "   1 step in 8 read", where it is so.
    QString readingText() const;
    QString distanceText() const;
    void goTo(double key);

    /// Whether what is drawn is all that was asked for.
    template <typename Result>
    bool isAnsweredBy(const std::shared_ptr<const Result>& result) const
    {
        return !query() || !placeholder().isEmpty() ||
               (result && result->complete && Query(result->query) == *query());
    }

    /// Asks for what is to be shown now.
    virtual void ask() = 0;
    /// The field or run is another one. There is nothing to be shown of it yet.
    virtual void startField() = 0;
    /// Why nothing can be shown of the field; empty: something can.
    virtual QString problemOfField() const { return {}; }
    /// Takes what is to be shown from now on; null: nothing. False: it is about something else.
    virtual bool take(const std::shared_ptr<const OverTimeResult>& result) = 0;
    /// Measures and draws what it has.
    virtual void refresh() = 0;
    /// Only the axes that are not time.
    virtual void fitValues() = 0;
    virtual void updateTitle() = 0;

    void fitAxes() override;

private:
    void clear(const QString& sentence);
    void coverTime();
    void placeCursors();
    void styleCursors();
    QString kindName() const;

    AxisControl* m_time;
    LinkedTimeAxis* m_timeAxis;
    AxisChoices m_timeChoices; // over time, and over steps
    QList<QCPItemStraightLine*> m_cursors;
    RunDescriptionPtr m_run;
    FieldPtr m_field;
    std::size_t m_slice = 0;
    std::shared_ptr<const OverTimeResult> m_result;
    ShownStep m_step;
    bool m_growing = false;
};

} // namespace h5pulse::viewer
