// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace_builder.h"

#include <h5pulse/reader.h>

#include <QElapsedTimer>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

constexpr std::size_t kFirstBlock = 1024;
constexpr std::size_t kSmallestBlock = 16;
constexpr std::size_t kLargestBlock = 65'536;
constexpr qint64 kBlockMilliseconds = 20;

template <typename T>
std::vector<double> readPart(Reader& reader, const TraceId& id, std::uint64_t first, std::size_t count)
{
    std::vector<std::complex<T>> values(count);
    reader.readComponent(id.field.toStdString(), id.component, first, count, values);
    std::vector<double> part(count);
    std::ranges::transform(values, part.begin(), [&](const auto& z) {
        return double{id.part == TracePart::Real ? z.real() : z.imag()};
    });
    return part;
}

} // namespace

TraceBuilder::TraceBuilder(TraceId id, FieldPtr field)
    : m_id(std::move(id))
    , m_field(std::move(field))
    , m_blockSteps(kFirstBlock)
{
}

std::uint64_t TraceBuilder::available(const Reader& reader) const
{
    return std::min<std::uint64_t>(reader.steps(m_id.field.toStdString()), reader.steps());
}

bool TraceBuilder::wantsMore(const Reader& reader) const
{
    return m_problem.isEmpty() && m_data.steps() < available(reader);
}

void TraceBuilder::advance(Reader& reader)
{
    const std::uint64_t first = m_data.steps();
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(m_blockSteps, available(reader) - first));
    QElapsedTimer timer;
    timer.start();
    try {
        const std::vector<double> times = reader.readTimes(first, count);
        m_data.append(times, readValues(reader, first, count));
    } catch (const ChangedError&) {
        throw;
    } catch (const std::exception& error) {
        m_problem = QString::fromUtf8(error.what());
        return;
    }
    if (timer.elapsed() > kBlockMilliseconds) {
        m_blockSteps = std::max(kSmallestBlock, m_blockSteps / 2);
    } else if (timer.elapsed() < kBlockMilliseconds / 4 && count == m_blockSteps) {
        m_blockSteps = std::min(kLargestBlock, m_blockSteps * 2);
    }
}

std::vector<double> TraceBuilder::readValues(Reader& reader, std::uint64_t first, std::size_t count) const
{
    if (m_field->type == ElementType::Complex64) {
        return readPart<float>(reader, m_id, first, count);
    }
    if (m_field->type == ElementType::Complex128) {
        return readPart<double>(reader, m_id, first, count);
    }
    std::vector<double> values(count);
    reader.readComponent(m_id.field.toStdString(), m_id.component, first, count, values);
    return values;
}

TracePtr TraceBuilder::trace(const Reader& reader) const
{
    auto trace = std::make_shared<Trace>();
    trace->id = m_id;
    trace->field = m_field;
    trace->label = traceLabel(*m_field, m_id);
    trace->points = m_data.points();
    trace->steps = m_data.steps();
    trace->nonFinite = m_data.nonFinite();
    trace->timesAscend = m_data.timesAscend();
    trace->complete = !wantsMore(reader);
    trace->problem = m_problem;
    return trace;
}

} // namespace h5pulse::viewer
