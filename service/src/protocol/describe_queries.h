// SPDX-License-Identifier: MIT
// Members of requests and queries in messages.
#pragma once

#include "protocol/describe_run.h"

#include <h5pulse/service/request.h>

namespace h5pulse::protocol {

template <typename A>
void describe(A& archive, Of<A, TraceWindow>& window)
{
    archive("axis", window.axis);
    archive("first", window.first);
    archive("last", window.last);
}

template <typename A>
void describe(A& archive, Of<A, TraceId>& id)
{
    archive("field", id.field);
    archive("component", id.component);
    archive("part", id.part);
}

template <typename A>
void describe(A& archive, Of<A, ProfileWindow>& window)
{
    archive("first", window.first);
    archive("last", window.last);
    archive.require(window.first <= window.last, "a window that ends before it begins");
}

template <typename A>
void describe(A& archive, Of<A, FrameDetail>& detail)
{
    archive("pixels", detail.pixels);
    archive("window", detail.window);
}

template <typename A>
void describe(A& archive, Of<A, FrameQuery>& query)
{
    archive("field", query.field);
    archive("slice", query.slice);
    archive("detail", query.detail);
}

template <typename A>
void describe(A& archive, Of<A, FrameWanted>& wanted)
{
    archive("field", wanted.field);
    archive("slice", wanted.slice);
    archive("from", wanted.from);
    archive("steps", wanted.steps);
    archive("detail", wanted.detail);
}

template <typename A>
void describe(A& archive, Of<A, FrameSetQuery>& query)
{
    archive("frames", query.frames);
}

template <typename A>
void describe(A& archive, Of<A, RunPosition>& position)
{
    archive("by_step", position.byStep);
    archive("step", position.step);
    archive("time", position.time);
    archive.require(std::isfinite(position.time), "a time that is not finite");
}

template <typename A>
void describe(A& archive, Of<A, MatchedFrameQuery>& query)
{
    archive("field", query.field);
    archive("position", query.position);
    archive("detail", query.detail);
}

template <typename A>
void describe(A& archive, Of<A, TraceQuery>& query)
{
    archive("ids", query.ids);
    archive("window", query.window);
    archive("pixels", query.pixels);
}

template <typename A>
void describe(A& archive, Of<A, MapQuery>& query)
{
    archive("field", query.field);
    archive("part", query.part);
    archive("first_component", query.firstComponent);
    archive("mode", query.mode);
    archive("window", query.window);
    archive("columns", query.columns);
    archive("rows", query.rows);
}

template <typename A>
void describe(A& archive, Of<A, DiagnosticsQuery>& query)
{
    archive("field", query.field);
    archive("window", query.window);
    archive("pixels", query.pixels);
}

template <typename A>
void describe(A& archive, Of<A, SpectrumOptions>& options)
{
    archive("quantity", options.quantity);
    archive("window", options.window);
    archive("remove_mean", options.removeMean);
}

template <typename A>
void describe(A& archive, Of<A, SpectrumQuery>& query)
{
    archive("profile", query.profile);
    archive("trace", query.trace);
    archive("range", query.range);
    archive("options", query.options);
}

template <typename A>
void describe(A& archive, Of<A, CellBox>& box)
{
    archive("row", box.row);
    archive("column", box.column);
    archive("rows", box.rows);
    archive("columns", box.columns);
}

template <typename A>
void describe(A& archive, Of<A, TableQuery>& query)
{
    archive("field", query.field);
    archive("slice", query.slice);
    archive("box", query.box);
}

template <typename A>
void describe(A&, Of<A, InformationQuery>&)
{
}

template <typename A>
void describe(A&, Of<A, NonFiniteQuery>&)
{
}

template <typename A>
void describe(A& archive, Of<A, Threshold>& threshold)
{
    archive("trace", threshold.trace);
    archive("side", threshold.side);
    archive("limit", threshold.limit);
}

template <typename A>
void describe(A& archive, Of<A, ThresholdQuery>& query)
{
    archive("thresholds", query.thresholds);
}

template <typename A>
void describe(A& archive, Of<A, HistogramQuery>& query)
{
    archive("field", query.field);
    archive("bins", query.bins);
    archive.require(query.bins >= 1 && query.bins <= HistogramQuery::kMaxBins,
                    "a number of bins out of range");
}

template <typename A>
void describe(A& archive, Of<A, CursorPosition>& cursor)
{
    archive("at", cursor.at);
    archive("step", cursor.step);
    archive("time", cursor.time);
    archive.require(!std::isnan(cursor.time), "a time that is not a number");
}

/// Everything except the queries, whose kinds differ.
template <typename A>
void describe(A& archive, Of<A, RunRequest>& request)
{
    archive("number", request.number);
    archive("opening", request.opening);
    archive("path", request.path);
    archive("time_dataset", request.timeDataset);
    archive("follow", request.follow);
    archive("visible", request.visible);
    archive("frames_per_second", request.framesPerSecond);
    archive("cursor", request.cursor);
    archive.require(request.framesPerSecond >= 1 && request.framesPerSecond <= 1000,
                    "a number of frames per second out of range");
}

} // namespace h5pulse::protocol
