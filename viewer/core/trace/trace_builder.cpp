// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_builder.h"

#include "core/trace/join_reductions.h"

#include <numeric>

namespace h5pulse::viewer {

namespace {

std::vector<TraceBin> toBins(const Reduction& values, const TimeAxis& times)
{
    std::vector<TraceBin> bins;
    bins.reserve(values.bins());
    TimeAxis::Walk walk(times);
    for (std::size_t bin = 0; bin < values.bins(); ++bin) {
        if (!values.seen.empty() && values.seen[bin] == 0) {
            continue; // what is not known is no gap in the data
        }
        const std::uint64_t first = values.edges[bin];
        const std::uint64_t end = values.edges[bin + 1];
        const double firstTime = walk.timeOf(first);
        bins.push_back({first, end, firstTime, walk.timeOf(end - 1), values.minimum[bin], values.maximum[bin],
                        values.mean[bin]});
    }
    return bins;
}

} // namespace

TraceBuilder::TraceBuilder(TraceId id, FieldPtr field)
    : m_id(std::move(id))
    , m_field(std::move(field))
    , m_column({m_id.field.toStdString(), m_id.component,
                m_id.part == TracePart::Real ? Part::Real : Part::Imaginary})
{
}

bool TraceBuilder::isComplete(const Reader& reader) const
{
    return !m_column.problem().isEmpty() ||
           (!m_column.wantsMore(reader) && m_column.whole().seen() == m_column.available(reader));
}

std::shared_ptr<Trace> TraceBuilder::trace(const Reader& reader, const TimeAxis& times) const
{
    auto trace = std::make_shared<Trace>();
    trace->id = m_id;
    trace->field = m_field;
    trace->label = traceLabel(*m_field, m_id);
    const Reduction& whole = m_column.whole().result();
    if (times.isKnown()) {
        trace->bins = toBins(withWindow(whole, m_column.window()), times);
    }
    trace->steps = m_column.whole().seen();
    trace->nonFinite = std::accumulate(whole.nonFinite.begin(), whole.nonFinite.end(), std::uint64_t{0});
    trace->complete = isComplete(reader);
    trace->coarse = m_column.isCoarse();
    trace->problem = m_column.problem();
    return trace;
}

} // namespace h5pulse::viewer
