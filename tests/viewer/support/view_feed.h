// SPDX-License-Identifier: GPL-3.0-or-later
// Gives a view a context and answers, as its dock would.
#pragma once

#include "views/view.h"

namespace h5pulse::viewer::test {

inline void giveSubject(View& view, const RunDescriptionPtr& run, const FieldPtr& field,
                        std::size_t slice = 0)
{
    ViewContext context = view.context();
    context.run = run;
    context.field = field;
    context.slice = slice;
    view.setContext(context);
}

inline void giveStep(View& view, const ShownStep& step)
{
    ViewContext context = view.context();
    context.step = step;
    view.setContext(context);
}

inline void giveStatus(View& view, const RunStatus& status)
{
    ViewContext context = view.context();
    context.status = std::make_shared<const RunStatus>(status);
    view.setContext(context);
}

inline void giveTraceIds(View& view, const std::vector<TraceId>& ids)
{
    ViewContext context = view.context();
    context.traces.ids = ids;
    view.setContext(context);
}

inline void giveFrame(View& view, const FramePtr& frame, Answer::Run run = Answer::Run::Open)
{
    auto result = std::make_shared<FrameResult>();
    result->frame = frame;
    view.showAnswer({Query(FrameQuery{}).index(), frame ? result : nullptr, run});
}

inline void giveTraces(View& view, const TraceSetPtr& traces, Answer::Run run = Answer::Run::Open)
{
    view.showAnswer({Query(TraceQuery{}).index(), traces, run});
}

/// Gives the view an answer to its only query that is neither for a frame nor for traces.
inline void giveResult(View& view, const QueryResultPtr& result)
{
    for (const Query& query : view.queries()) {
        if (!std::holds_alternative<FrameQuery>(query) && !std::holds_alternative<TraceQuery>(query)) {
            view.showAnswer({.kind = query.index(), .result = result});
            return;
        }
    }
    view.showAnswer({.kind = std::variant_npos, .result = result});
}

/// A run that is compared with the open one.
struct OtherRun
{
    QString name{};
    FramePtr frame{};
    TraceSetPtr traces{};
    bool bySteps = false;
    QString note{};
};

inline void giveComparison(View& view, const OtherRun& other)
{
    ViewContext context = view.context();
    context.compared = {other.name, other.bySteps, other.note};
    view.setContext(context);
    giveFrame(view, other.frame, Answer::Run::Compared);
    giveTraces(view, other.traces, Answer::Run::Compared);
}

} // namespace h5pulse::viewer::test
