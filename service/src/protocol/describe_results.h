// SPDX-License-Identifier: MIT
// Members of results in messages, and what must hold between them, so that a client can rely on it.
#pragma once

#include "protocol/describe_queries.h"

namespace h5pulse::protocol {

template <typename A>
void describe(A& archive, Of<A, QueryResult>& result)
{
    archive.run("run", result.run);
    archive("problem", result.problem);
    archive("complete", result.complete);
}

/// Members of the base of a result.
template <typename A>
void describeBase(A& archive, Of<A, QueryResult>& result)
{
    describe(archive, result);
}

template <typename A>
void describe(A& archive, Of<A, DataExtent>& extent)
{
    archive("low", extent.low);
    archive("high", extent.high);
    archive("lowest_positive", extent.lowestPositive);
    archive("not_positive", extent.notPositive);
    archive("common_low", extent.commonLow);
    archive("common_high", extent.commonHigh);
}

/// Coordinates of a profile that follow from its field and its components; null: they do not.
inline Coordinates coordinatesOf(const Frame& frame)
{
    const AxisPtr axis = frame.field->axes.empty() ? nullptr : frame.field->axes.front();
    if (axis && !frame.components) {
        return axis->values->size() == frame.real.size() ? axis->values : nullptr;
    }
    std::vector<double> x(frame.real.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        const std::uint64_t component = frame.componentAt(i);
        if (axis && component >= axis->values->size()) {
            return nullptr;
        }
        x[i] = axis ? (*axis->values)[component] : static_cast<double>(component);
    }
    return std::make_shared<const std::vector<double>>(std::move(x));
}

template <typename A>
void describeCoordinates(A& archive, Of<A, Frame>& frame)
{
    if constexpr (A::kReads) {
        archive("x", frame.x);
        if (!frame.x && !frame.isImage() && frame.field->shape.size() == 1) {
            frame.x = coordinatesOf(frame);
        }
    } else if (frame.x) {
        const Coordinates known = coordinatesOf(frame);
        if (known != frame.x && (!known || *known != *frame.x)) {
            archive("x", frame.x);
        }
    }
}

inline bool isConsistent(const Frame& frame)
{
    const std::size_t values = frame.real.size();
    const bool partsFit = frame.imaginary.empty() || frame.imaginary.size() == values;
    switch (frame.field->shape.size()) {
    case 0:
        return values == 1 && partsFit && !frame.isImage();
    case 1:
        return frame.x && frame.x->size() == values && partsFit && !frame.isImage() &&
               values <= frame.field->components();
    default:
        // Of equal sizes; without a product that may overflow.
        return frame.imaginary.empty() && frame.blockRows > 0 && frame.blockColumns > 0 &&
               (frame.columns == 0 ? values == 0
                                   : values / frame.columns == frame.rows && values % frame.columns == 0);
    }
}

template <typename A>
void describe(A& archive, Of<A, Frame>& frame)
{
    archive.run("run", frame.run);
    archive.field("field", frame.field, frame.run);
    archive.require(frame.field != nullptr, "a frame without field");
    archive("step", frame.step);
    archive("time", frame.time);
    archive("slice", frame.slice);
    archive("slices", frame.slices);
    archive("rows", frame.rows);
    archive("columns", frame.columns);
    archive("block_rows", frame.blockRows);
    archive("block_columns", frame.blockColumns);
    archive("real", frame.real);
    archive("imaginary", frame.imaginary);
    archive("components", frame.components);
    archive.require(!frame.components || frame.components->size() == frame.real.size(),
                    "a frame whose parts do not fit together");
    describeCoordinates(archive, frame);
    archive("minimum", frame.minimum);
    archive("maximum", frame.maximum);
    archive("lowest_positive", frame.lowestPositive);
    archive("not_positive", frame.notPositive);
    archive("non_finite", frame.nonFinite);
    if constexpr (A::kReads) {
        archive.require(isConsistent(frame), "a frame whose parts do not fit together");
        const std::uint64_t all = frame.field->components();
        archive.require(!frame.components ||
                            std::ranges::all_of(*frame.components, [&](std::uint64_t i) { return i < all; }),
                        "a component that the field does not have");
    }
}

template <typename A>
void describe(A& archive, Of<A, FrameResult>& result)
{
    describeBase(archive, result);
    archive("query", result.query);
    archive("frame", result.frame);
}

template <typename A>
void describe(A& archive, Of<A, FrameSet>& set)
{
    describeBase(archive, set);
    archive("query", set.query);
    archive("cursor", set.cursor);
    archive("frames", set.frames);
    archive.require(set.frames.size() == set.query.frames.size(),
                    "a set with another number of frames than asked for");
}

template <typename A>
void describe(A& archive, Of<A, MatchedFrame>& result)
{
    describeBase(archive, result);
    archive("query", result.query);
    archive("frame", result.frame);
    archive("steps", result.steps);
    archive("last_time", result.lastTime);
}

template <typename A>
void describeBins(A& archive, const char* name, Of<A, std::vector<TraceBin>>& bins)
{
    archive.columns(name, bins, std::pair("first", &TraceBin::first), std::pair("end", &TraceBin::end),
                    std::pair("first_time", &TraceBin::firstTime),
                    std::pair("last_time", &TraceBin::lastTime), std::pair("low", &TraceBin::low),
                    std::pair("high", &TraceBin::high), std::pair("mean", &TraceBin::mean));
    archive.require(std::ranges::all_of(bins, [](const TraceBin& bin) { return bin.first < bin.end; }),
                    "a bin without steps");
}

/// With the run that its field belongs to.
template <typename A>
void describeTrace(A& archive, Of<A, Trace>& trace, const RunDescriptionPtr& run)
{
    archive("id", trace.id);
    archive.field("field", trace.field, run);
    archive.require(trace.field != nullptr, "a trace without field");
    describeBins(archive, "bins", trace.bins);
    archive("steps", trace.steps);
    archive("non_finite", trace.nonFinite);
    archive("complete", trace.complete);
    archive("coarse", trace.coarse);
    archive("problem", trace.problem);
}

template <typename A>
void describe(A& archive, Of<A, TraceSet>& set)
{
    describeBase(archive, set);
    archive("query", set.query);
    archive.each("traces", set.traces,
                 [&](auto& inner, auto& trace) { describeTrace(inner, trace, set.run); });
    archive("steps", set.steps);
    archive("times_ascend", set.timesAscend);
    archive("progress", set.progress);
}

template <typename A>
void describeOverTime(A& archive, Of<A, OverTimeResult>& result)
{
    describeBase(archive, result);
    archive.field("field", result.field, result.run);
    archive.require(result.field != nullptr, "a result without field");
    archive("axis", result.axis);
    archive("steps", result.steps);
    archive("first_key", result.firstKey);
    archive("last_key", result.lastKey);
    archive("first_positive_key", result.firstPositiveKey);
    archive("not_positive", result.notPositive);
    archive("distance", result.distance);
    archive("progress", result.progress);
}

template <typename A>
void describe(A& archive, Of<A, CellGrid>& grid)
{
    archive("begin", grid.begin);
    archive("end", grid.end);
    archive.columns("cells", grid.cells, std::pair("first", &CellGrid::Items::first),
                    std::pair("end", &CellGrid::Items::end));
}

template <typename A>
void describe(A& archive, Of<A, MapCells>& cells)
{
    archive("columns", cells.columns);
    archive.columns("steps", cells.steps, std::pair("first", &StepRange::first),
                    std::pair("end", &StepRange::end));
    archive("values", cells.values);
    archive("extent", cells.extent);
}

inline bool isConsistent(const MapCells& cells, std::size_t rows)
{
    const std::size_t columns = cells.columns.cells.size();
    return cells.steps.size() == columns &&
           (columns == 0 ? cells.values.empty()
                         : cells.values.size() / columns == rows && cells.values.size() % columns == 0) &&
           std::ranges::all_of(cells.steps, [](const StepRange& steps) { return steps.first < steps.end; });
}

template <typename A>
void describe(A& archive, Of<A, MapResult>& map)
{
    describeOverTime(archive, map);
    archive("query", map.query);
    archive("coordinates", map.coordinates);
    archive("row_grid", map.rowGrid);
    archive.columns("rows", map.rows, std::pair("component", &MapResult::Row::component),
                    std::pair("components", &MapResult::Row::components),
                    std::pair("first", &MapResult::Row::first), std::pair("last", &MapResult::Row::last));
    archive("whole", map.whole);
    archive("window", map.window);
    archive("non_finite", map.nonFinite);
    archive("coarse", map.coarse);
    archive.require(map.rowGrid.cells.size() == map.rows.size() && isConsistent(map.whole, map.rows.size()) &&
                        isConsistent(map.window, map.rows.size()),
                    "a map whose parts do not fit together");
}

template <typename A>
void describe(A& archive, Of<A, DiagnosticsResult>& result)
{
    describeOverTime(archive, result);
    archive("query", result.query);
    archive.each("series", result.series, [](auto& inner, auto& bins) { describeBins(inner, "bins", bins); });
    archive("has_overview", result.hasOverview);
}

template <typename A>
void describe(A& archive, Of<A, StepRange>& steps)
{
    archive("first", steps.first);
    archive("end", steps.end);
    archive.require(steps.first <= steps.end, "a range that ends before it begins");
}

template <typename A>
void describe(A& archive, Of<A, Spectrum>& spectrum)
{
    archive("problem", spectrum.problem);
    archive("frequencies", spectrum.frequencies);
    archive("values", spectrum.values);
    archive("non_finite", spectrum.nonFinite);
    archive.require(spectrum.frequencies.size() == spectrum.values.size(),
                    "a spectrum without all frequencies");
}

template <typename A>
void describe(A& archive, Of<A, SpectrumResult>& result)
{
    describeBase(archive, result);
    archive("query", result.query);
    archive("over_time", result.origin.overTime);
    archive("counted", result.origin.counted);
    archive.field("field", result.origin.field, result.run);
    archive("units", result.origin.units);
    archive("key_units", result.origin.keyUnits);
    archive("step", result.origin.step);
    archive("time", result.origin.time);
    archive("steps", result.origin.steps);
    archive("first_time", result.origin.firstTime);
    archive("last_time", result.origin.lastTime);
    archive("notes", result.origin.notes);
    archive("spectrum", result.spectrum);
    archive("samples", result.samples);
    archive("progress", result.progress);
    archive.require(result.origin.field != nullptr, "a spectrum without field");
}

template <typename A>
void describe(A& archive, Of<A, TypedValues>& values)
{
    if constexpr (A::kReads) {
        Values found;
        archive("values", found);
        values = TypedValues(std::move(found));
    } else {
        archive("values", values.values());
    }
}

template <typename A>
void describe(A& archive, Of<A, TablePage>& page)
{
    describeBase(archive, page);
    archive("query", page.query);
    archive("step", page.step);
    archive("time", page.time);
    archive("columns", page.values);
}

template <typename A>
void describe(A& archive, Of<A, Information>& information)
{
    describeBase(archive, information);
    archive("writer", information.writer);
    archive("segments", information.segments);
    archive("segments_left_out", information.segmentsLeftOut);
    archive("field_steps", information.fieldSteps);
    archive.require(information.run && information.fieldSteps.size() == information.run->fields.size(),
                    "steps of other fields than the run has");
}

template <typename A>
void describe(A& archive, Of<A, Finding>& finding)
{
    archive("step", finding.step);
    archive("component", finding.component);
    archive("part", finding.part);
    archive("value", finding.value);
}

template <typename A>
void describe(A& archive, Of<A, NonFiniteReport>& report)
{
    describeBase(archive, report);
    archive.each("fields", report.fields, [&](auto& inner, auto& field) {
        inner.field("field", field.field, report.run);
        inner("first", field.first);
        inner("count", field.count);
        inner("settled", field.settled);
        inner.require(field.field != nullptr, "values of no field");
    });
    archive("progress", report.progress);
    archive("steps", report.steps);
    archive("searched", report.searched);
    archive("unreadable", report.unreadable);
}

template <typename A>
void describe(A& archive, Of<A, CrossingReport>& report)
{
    describeBase(archive, report);
    archive.each("crossings", report.crossings, [&](auto& inner, auto& crossing) {
        inner("threshold", crossing.threshold);
        inner.field("field", crossing.field, report.run);
        inner("first", crossing.first);
        inner("settled", crossing.settled);
        inner.require(crossing.field != nullptr, "a crossing of no field");
    });
}

template <typename A>
void describe(A& archive, Of<A, HistogramResult>& histogram)
{
    describeBase(archive, histogram);
    archive("query", histogram.query);
    archive.field("field", histogram.field, histogram.run);
    archive.require(histogram.field != nullptr, "a histogram without field");
    archive("step", histogram.step);
    archive("time", histogram.time);
    archive("low", histogram.low);
    archive("width", histogram.width);
    archive("counts", histogram.counts);
    archive("values", histogram.values);
    archive("non_finite", histogram.nonFinite);
    archive("mean", histogram.mean);
    archive("deviation", histogram.deviation);
    archive.require(histogram.counts.size() <= HistogramQuery::kMaxBins, "a histogram of too many bins");
}

} // namespace h5pulse::protocol
