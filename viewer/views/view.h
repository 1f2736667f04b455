// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"
#include "views/step_mark.h"
#include "views/view_context.h"
#include "views/view_data.h"

#include <h5pulse/service/query.h>

#include <QAction>
#include <QJsonObject>
#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace h5pulse::viewer {

class PlotHeader;
class PlotWidget;

/// The answer to a query of a view.
struct Answer
{
    enum class Run {
        Open,    ///< the open run
        Compared ///< the compared run, at the step that matches the cursor
    };

    std::size_t kind = 0;  ///< index of the query's type in Query
    QueryResultPtr result; ///< null: no answer yet
    Run run = Run::Open;

    /// Whether the query was one of this type.
    template <typename AskedQuery>
    bool isTo() const
    {
        return kind == Query(AskedQuery{}).index();
    }
    /// The result as this type; null: no answer yet, or it has only a problem.
    template <typename Result>
    std::shared_ptr<const Result> as() const
    {
        return std::dynamic_pointer_cast<const Result>(result);
    }
    /// The frame in the answer to a FrameQuery; null: none.
    FramePtr frame() const
    {
        const auto found = as<FrameResult>();
        return found ? found->frame : nullptr;
    }
};

/// Base of all views of a run.
///
/// A view gets a context and the answers to its queries, and reports the user's input by signals. It knows
/// neither files nor threads nor other views. A new view is a class in its own folder and an entry in
/// view_registry.cpp.
///
/// QWidget::actions() are the commands of the view. Its title bar and its menus list them.
class View : public QWidget
{
    Q_OBJECT

public:
    explicit View(QWidget* parent);

    /// The line above the view, with a title and the value under the mouse. A dock shows it in its title bar.
    PlotHeader& header() const { return *m_header; }
    /// The plot that shortcuts and pictures refer to; null: the view has none.
    PlotWidget* plotWidget() const { return m_plot; }

    const ViewContext& context() const { return m_context; }
    void setContext(const ViewContext& context);
    /// Shows the part of the run that the user zoomed into in another view. Views without a time axis ignore
    /// it.
    void setTimeRange(const std::optional<TraceWindow>& range);

    /// The queries that the view needs answers for, at most one of each type.
    const std::vector<Query>& queries() const { return m_queries; }
    /// The query of a type; null: none.
    template <typename AskedQuery>
    const AskedQuery* query() const
    {
        const Query* found = findQuery(Query(AskedQuery{}).index());
        return found ? &std::get<AskedQuery>(*found) : nullptr;
    }
    /// Whether the view also needs the answers for the compared run.
    bool comparesRuns() const { return m_comparesRuns; }
    /// The marks that the view wants in the slider.
    const std::vector<StepMark>& marks() const { return m_marks; }

    /// Whether the view can show this field. Views that do not show a single field return true.
    virtual bool shows(const FieldDescription&) const { return true; }
    /// Takes the answer to one of queries(). Called again each time the answer changes.
    virtual void showAnswer(const Answer&) {}
    /// Whether the view has shown all answers that it waits for. Pictures wait for it.
    virtual bool isComplete() const { return true; }
    /// Draws pending changes at once instead of in the next turn of the event loop.
    virtual void drawNow();
    /// Fits all axes to the data again.
    virtual void resetZoom() {}
    virtual void applyTheme(const Theme& theme);
    /// The drawn values, for export and the clipboard.
    virtual ViewData data() const { return {}; }
    /// The user's choices in this view. They are restored for another file of the same structure.
    virtual QJsonObject saveState() const { return {}; }
    /// Restores choices. Ignores missing and invalid values.
    virtual void restoreState(const QJsonObject&) {}

signals:
    void queriesChanged();
    void marksChanged();
    /// The user changed something that saveState() returns.
    void stateChanged();
    /// The user zoomed into this part of the run (none: the whole run). Linked views follow.
    void timeRangeChosen(const std::optional<h5pulse::TraceWindow>& range);
    /// The traces show this part of the run (none: the whole run) with this many pixels.
    void traceWindowWanted(const std::optional<h5pulse::TraceWindow>& window, int pixels);
    void stepWanted(quint64 step);
    void timeWanted(double time);
    void sliceWanted(std::size_t slice);
    void traceWanted(const h5pulse::TraceId& id);
    void traceUnwanted(const h5pulse::TraceId& id);

protected:
    /// Called when the context has changed.
    /// @param before  the previous context
    virtual void showContext(const ViewContext& before) = 0;

    /// Sets a query. It replaces the present query of the same type.
    void setQuery(Query query);
    /// Removes the query of a type.
    template <typename AskedQuery>
    void clearQuery()
    {
        clearQuery(Query(AskedQuery{}).index());
    }
    void setQueries(std::vector<Query> queries);
    /// Asks for the field of the context at the cursor.
    void askForFrame(const FrameDetail& detail = {});
    void setComparesRuns(bool compares);
    void setMarks(std::vector<StepMark> marks);
    void setPlotWidget(PlotWidget* plot) { m_plot = plot; }
    /// Stores and reports a time range that the user chose in this view.
    void chooseTimeRange(const std::optional<TraceWindow>& range);

    /// Adds a widget at the bottom.
    void addBody(QWidget* body, int stretch = 1);
    /// Adds a widget below the header, above all others.
    void addBar(QWidget* bar);
    /// Adds a command. Its shortcut works while the view has the focus.
    template <typename Work>
    QAction* offer(const QString& text, const QString& tip, const QKeySequence& shortcut, Work&& work)
    {
        QAction* action = offer(text, tip, shortcut);
        connect(action, &QAction::triggered, this, std::forward<Work>(work));
        return action;
    }

private:
    QAction* offer(const QString& text, const QString& tip, const QKeySequence& shortcut);
    const Query* findQuery(std::size_t kind) const;
    void clearQuery(std::size_t kind);

    QVBoxLayout* m_layout;
    PlotHeader* m_header;
    PlotWidget* m_plot = nullptr;
    ViewContext m_context;
    std::vector<Query> m_queries;
    std::vector<StepMark> m_marks;
    bool m_comparesRuns = false;
};

} // namespace h5pulse::viewer
