// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/shown_comparison.h"
#include "plot/theme.h"
#include "views/step_mark.h"
#include "views/view_data.h"

#include <h5pulse/service/frame.h>
#include <h5pulse/service/query.h>
#include <h5pulse/service/run_status.h>
#include <h5pulse/service/trace.h>

#include <QAction>
#include <QJsonObject>
#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace h5pulse::viewer {

class PlotHeader;
class PlotWidget;

/// What the cursor of a run points at, as far as it was read.
struct ShownStep
{
    std::uint64_t step = 0;
    double time = 0.0;
    bool live = true; ///< it is the latest of a run that grows

    friend bool operator==(const ShownStep&, const ShownStep&) = default;
};

/// One way of looking at a run. A view gets immutable values and asks for things by signals: it knows neither
/// files nor threads nor other views. A new one is a class in a folder of its own and a line in
/// view_registry.cpp.
///
/// What it offers to be done with it are its QWidget::actions(), which its dock and the menus list.
class View : public QWidget
{
    Q_OBJECT

public:
    explicit View(QWidget* parent);

    /// The line above: what is drawn, and what is under the mouse. A dock takes it into its title bar.
    PlotHeader& header() const { return *m_header; }

    /// Whether it has something to show of this field. Views that are not about one field show any.
    virtual bool shows(const FieldDescription&) const { return true; }
    /// The run, the field (null: none) and the slice that it is to be about.
    virtual void showSubject(const RunDescriptionPtr&, const FieldPtr&, std::size_t /*slice*/) {}
    /// The subject at the cursor. Null: nothing is to be shown.
    virtual void showFrame(const FramePtr&) {}
    virtual void showTraces(const TraceSetPtr&) {}
    /// The step that frames show now.
    virtual void showStep(const ShownStep&) {}
    virtual void showStatus(const RunStatus&) {}
    /// The stretch of the run that is looked at in another view; none: all of it. Of views over time.
    virtual void showTimeRange(const std::optional<TraceWindow>&) {}
    /// Why the subject cannot be shown at the cursor; empty: it can.
    virtual void showProblem(const QString&) {}
    /// The answer to query(). Null: there is none yet.
    virtual void showResult(const QueryResultPtr&) {}
    /// Another run, to be drawn beside this one.
    virtual void showComparison(const ShownComparison&) {}

    /// What is to be read for it beside frames and traces; null: nothing.
    const std::optional<Query>& query() const { return m_query; }
    /// Whether all that it waits for is there, for pictures.
    virtual bool isComplete() const { return true; }

    /// Everything that the user zoomed fits itself again.
    virtual void resetZoom() {}
    virtual void applyTheme(const Theme& theme);
    /// Draws at once what waits for the next turn of the event loop: for pictures.
    virtual void drawNow() {}
    /// The plot, where there is one: for pictures without a window.
    virtual PlotWidget* plotWidget() { return nullptr; }
    /// What is drawn, as numbers.
    virtual ViewData data() const { return {}; }
    /// The steps that it holds on to, whatever the cursor does.
    virtual std::vector<StepMark> marks() const { return {}; }

    /// What the user chose for this view, to be restored for another file of the same structure.
    virtual QJsonObject saveState() const { return {}; }
    /// Values that are missing or make no sense are skipped.
    virtual void restoreState(const QJsonObject&) {}

signals:
    void queryChanged();
    void marksChanged();
    /// The user changed something that saveState() tells of.
    void stateChanged();
    /// The user looks at this part of the run (none: all of it), on so many pixels.
    void traceWindowWanted(const std::optional<h5pulse::TraceWindow>& window, int pixels);
    /// The user zoomed into this stretch of the run (none: all of it): other views over time follow.
    void timeRangeChosen(const std::optional<h5pulse::TraceWindow>& range);
    void stepWanted(quint64 step);
    void timeWanted(double time);
    void sliceWanted(std::size_t slice);
    void traceWanted(const h5pulse::TraceId& id);
    void traceUnwanted(const h5pulse::TraceId& id);

protected:
    /// Puts a widget below the header and what was put there before.
    void addBody(QWidget* body, int stretch = 1);
    /// Puts a widget between the header and all others.
    void addBar(QWidget* bar);
    void setQuery(std::optional<Query> query);
    /// One more thing that can be done with it. The shortcut works while it has the focus.
    template <typename Work>
    QAction* offer(const QString& text, const QString& tip, const QKeySequence& shortcut, Work&& work)
    {
        QAction* action = offer(text, tip, shortcut);
        connect(action, &QAction::triggered, this, std::forward<Work>(work));
        return action;
    }

private:
    QAction* offer(const QString& text, const QString& tip, const QKeySequence& shortcut);

    QVBoxLayout* m_layout;
    PlotHeader* m_header;
    std::optional<Query> m_query;
};

} // namespace h5pulse::viewer
