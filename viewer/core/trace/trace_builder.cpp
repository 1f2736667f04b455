// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_builder.h"

namespace h5pulse::viewer {

namespace {

std::vector<TraceBin> toBins(const RowBins& values, const TimeAxis& times)
{
    std::vector<TraceBin> bins;
    bins.reserve(values.bins.size());
    TimeAxis::Walk walk(times);
    for (std::size_t bin = 0; bin < values.bins.size(); ++bin) {
        const auto [first, end] = values.bins[bin];
        const double firstTime = walk.timeOf(first);
        bins.push_back({first, end, firstTime, walk.timeOf(end - 1), values.minimum[bin], values.maximum[bin],
                        values.mean[bin]});
    }
    return bins;
}

} // namespace

void Column::setVisible(const std::optional<StepRange>& visible)
{
    m_reduction.setVisible(visible);
    m_problem.clear();
}

void Column::aim(const Reader& reader, std::uint64_t steps)
{
    m_reduction.aim(reader, steps);
    m_problem.clear();
}

void Column::advance(Reader& reader)
{
    try {
        m_reduction.advance(reader);
    } catch (const ChangedError&) {
        throw;
    } catch (const std::exception& error) {
        m_problem = QString::fromUtf8(error.what());
    }
}

const RowBins& Column::window() const
{
    static const RowBins kNone{.rows = 1};
    return m_reduction.window() ? *m_reduction.window() : kNone;
}

TraceBuilder::TraceBuilder(TraceId id, FieldPtr field)
    : m_id(std::move(id))
    , m_field(std::move(field))
    , m_column({.field = m_id.field.toStdString(),
                .part = m_id.part == TracePart::Real ? Part::Real : Part::Imaginary,
                .firstComponent = m_id.component})
{
}

bool TraceBuilder::isComplete(const Reader& reader) const
{
    return !m_column.problem().isEmpty() ||
           (!m_column.wantsMore(reader) && m_column.seen() == m_column.available(reader));
}

std::shared_ptr<Trace> TraceBuilder::trace(const Reader& reader, const TimeAxis& times) const
{
    auto trace = std::make_shared<Trace>();
    trace->id = m_id;
    trace->field = m_field;
    trace->label = traceLabel(*m_field, m_id);
    const RowBins& whole = m_column.whole();
    if (times.isKnown()) {
        trace->bins = toBins(withWindow(whole, m_column.window()), times);
    }
    trace->steps = m_column.seen();
    trace->nonFinite = whole.nonFiniteInAll();
    trace->complete = isComplete(reader);
    trace->coarse = m_column.isCoarse();
    trace->problem = m_column.problem();
    return trace;
}

} // namespace h5pulse::viewer
