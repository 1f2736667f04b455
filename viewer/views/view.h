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
        Open,    ///< the run that is open
        Compared ///< the run that is compared with it, at the step that matches the cursor
    };

    std::size_t kind = 0;  ///< index of the query's type in Query
    QueryResultPtr result; ///< null: there is none yet
    Run run = Run::Open;

    /// Whether the query was one of this type.
    template <typename AskedQuery>
    bool isTo() const
    {
        return kind == Query(AskedQuery{}).index();
    }
    /// The result as this type; null: there is none, or it is a problem only.
    template <typename Result>
    std::shared_ptr<const Result> as() const
    {
        return std::dynamic_pointer_cast<const Result>(result);
    }
    /// Of a FrameQuery; null: nothing is to be shown.
    FramePtr frame() const
    {
        const auto found = as<FrameResult>();
        return found ? found->frame : nullptr;
    }
};

/// One way of looking at a run.
///
/// A view gets a context and the answers to its queries, and tells the user's wishes by signals. It knows neither
/// files nor threads nor other views. A new one is a class in its own folder and an entry in view_registry.cpp.
///
/// Its QWidget::actions() are the commands that its title bar and the menus list.
class View : public QWidget
{
    Q_OBJECT

public:
    explicit View(QWidget* parent);

    /// The line above the view: what is drawn, and the value under the mouse. A dock shows it in its title bar.
    PlotHeader& header() const { return *m_header; }
    /// The plot that shortcuts and pictures refer to; null: the view has none.
    PlotWidget* plotWidget() const { return m_plot; }

    const ViewContext& context() const { return m_context; }
    void setContext(const ViewContext& context);
    /// Shows the part of the run that another view has zoomed into. Views without a time axis ignore it.
    void setTimeRange(const std::optional<TraceWindow>& range);

    /// What the view wants to know, at most one query of each type.
    const std::vector<Query>& queries() const { return m_queries; }
    /// Its query of a type; null: there is none.
    template <typename AskedQuery>
    const AskedQuery* query() const
    {
        const Query* found = findQuery(Query(AskedQuery{}).index());
        return found ? &std::get<AskedQuery>(*found) : nullptr;
    }
    /// Whether it also wants the answers for the run that is compared.
    bool comparesRuns() const { return m_comparesRuns; }
    /// The steps that the view holds on to, to be marked in the slider.
    const std::vector<StepMark>& marks() const { return m_marks; }

    /// Whether the view can show this field. Views that are not about one field show any.
    virtual bool shows(const FieldDescription&) const { return true; }
    /// Takes an answer to one of queries(), at each change.
    virtual void showAnswer(const Answer&) {}
    /// Whether everything that the view waits for has been shown. Pictures wait for it.
    virtual bool isComplete() const { return true; }
    /// Draws pending changes at once instead of in the next turn of the event loop.
    virtual void drawNow();
    /// Fits all axes to the data again.
    virtual void resetZoom() {}
    virtual void applyTheme(const Theme& theme);
    /// The values that are drawn, for export and the clipboard.
    virtual ViewData data() const { return {}; }
    /// What the user chose in this view, to be restored for another file of the same structure.
    virtual QJsonObject saveState() const { return {}; }
    /// Ignores values that are missing or invalid.
    virtual void restoreState(const QJsonObject&) {}

signals:
    void queriesChanged();
    void marksChanged();
    /// The user changed something that saveState() returns.
    void stateChanged();
    /// The user zoomed into this part of the run (none: all of it): linked views follow.
    void timeRangeChosen(const std::optional<h5pulse::TraceWindow>& range);
    /// Traces are seen in this part of the run (none: all of it), on this many pixels.
    void traceWindowWanted(const std::optional<h5pulse::TraceWindow>& window, int pixels);
    void stepWanted(quint64 step);
    void timeWanted(double time);
    void sliceWanted(std::size_t slice);
    void traceWanted(const h5pulse::TraceId& id);
    void traceUnwanted(const h5pulse::TraceId& id);

protected:
    /// The context has changed. @param before  the one until now
    virtual void showContext(const ViewContext& before) = 0;

    /// Asks this, in place of the present query of the same type.
    void setQuery(Query query);
    /// Takes back the query of a type.
    template <typename AskedQuery>
    void clearQuery()
    {
        clearQuery(Query(AskedQuery{}).index());
    }
    void setQueries(std::vector<Query> queries);
    /// Asks for the field of the context at the cursor.
    void askForFrame();
    void setComparesRuns(bool compares);
    void setMarks(std::vector<StepMark> marks);
    void setPlotWidget(PlotWidget* plot) { m_plot = plot; }
    /// The user zoomed into a part of the run here.
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
