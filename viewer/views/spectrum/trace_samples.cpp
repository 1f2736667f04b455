// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/trace_samples.h"

#include "core/format.h"
#include "core/texts.h"
#include "core/typed_values.h"
#include "views/spectrum/fourier.h"
#include "views/spectrum/sample_grid.h"

#include <algorithm>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr std::uint64_t kPiece = 4096; // steps that are read at once

} // namespace

TraceSamples::TraceSamples(RunDescriptionPtr run, FieldPtr field, TraceId id)
    : m_run(std::move(run))
    , m_field(std::move(field))
    , m_id(std::move(id))
{
}

/// The steps of the window, of so many that there are.
StepRange TraceSamples::stepsOf(Reader& reader, std::uint64_t steps) const
{
    if (!m_window || steps == 0) {
        return {0, steps};
    }
    StepRange range;
    if (m_window->axis == TraceWindow::Axis::Step) {
        const auto within = [&](double step) { // also what is no number
            return step > 0.0 ? static_cast<std::uint64_t>(std::min(step, static_cast<double>(steps))) : 0;
        };
        range.first = within(std::ceil(m_window->first));
        range.end = within(std::floor(m_window->last) + 1.0);
    } else {
        range.first = std::min<std::uint64_t>(reader.stepAt(m_window->first), steps - 1);
        range.end = std::min<std::uint64_t>(reader.stepAt(m_window->last) + 1, steps);
        if (reader.readTimes(range.first, 1).front() < m_window->first) {
            ++range.first;
        }
    }
    range.end = std::max(range.first, range.end);
    return range;
}

void TraceSamples::aim(Reader& reader, const QueryAim& /*aim*/)
{
    const StepRange before{m_steps.first, m_steps.first + m_values.size()};
    const std::uint64_t there = std::min(reader.steps(m_id.field.toStdString()), reader.steps());
    m_steps = stepsOf(reader, there);
    m_cut = m_steps.count() > kMostSteps;
    m_steps.first = m_cut ? m_steps.end - kMostSteps : m_steps.first;
    const bool keeps = m_steps.first >= before.first && m_steps.first < before.end;
    const auto keep = [&](std::vector<double>& values) {
        if (!keeps) {
            values.clear();
        } else if (!values.empty()) {
            values.erase(values.begin(),
                         values.begin() + static_cast<std::ptrdiff_t>(m_steps.first - before.first));
            values.resize(std::min<std::size_t>(values.size(), m_steps.count()));
        }
    };
    keep(m_values);
    keep(m_times);
}

void TraceSamples::advance(Reader& reader)
{
    const std::uint64_t first = m_steps.first + m_values.size();
    const std::uint64_t count = std::min(kPiece, m_steps.end - first);
    const TypedValues read = TypedValues::readComponent(reader, *m_field, m_id.component, first, count);
    if (m_run->hasTimes) {
        const std::vector<double> times = reader.readTimes(first, count);
        m_times.insert(m_times.end(), times.begin(), times.end());
    }
    for (std::size_t i = 0; i < read.size(); ++i) {
        m_values.push_back(m_id.part == TracePart::Real ? read.real(i) : read.imaginary(i));
    }
}

double TraceSamples::progress() const
{
    return static_cast<double>(m_values.size()) /
           static_cast<double>(std::max<std::uint64_t>(1, m_steps.count()));
}

/// @param first  of the values that are taken
QString TraceSamples::title(std::uint64_t first) const
{
    const QString title = traceLabel(*m_field, m_id);
    if (m_values.empty()) {
        return title;
    }
    if (m_times.empty()) {
        return title + Texts::tr("   steps %1 to %2").arg(m_steps.first + first).arg(m_steps.end - 1);
    }
    return title + Texts::tr("   %1 = %2 to %3%4")
                       .arg(m_run->timeName, formatNumber(m_times[first]), formatNumber(m_times.back()),
                            unitSuffix(m_run->timeUnits));
}

Samples TraceSamples::samples(SampleLabels& labels) const
{
    const std::size_t count = fastLength(m_values.size());
    const std::span<const double> values = std::span(m_values).last(count);
    const std::span<const double> times =
        m_times.empty() ? std::span<const double>() : std::span(m_times).last(count);
    labels.title = title(m_values.size() - count);
    labels.units = m_field->units;
    labels.overTime = true;
    Samples samples;
    const std::optional<double> spacing = uniformSpacing(times);
    const bool even = spacing && *spacing > 0.0;
    if (even || canResample(times)) {
        labels.counted = false;
        labels.keyUnits = m_run->timeUnits;
        samples.spacing = even ? *spacing : (times.back() - times.front()) / static_cast<double>(count - 1);
    }
    if (!labels.counted && !even) {
        samples.real = resample(times, values);
        labels.notes << Texts::tr("times are not even: resampled");
    } else {
        samples.real.assign(values.begin(), values.end());
        if (labels.counted && times.size() > 1) {
            labels.notes << Texts::tr("times do not ascend: per step");
        }
    }
    if (m_cut || count < m_values.size()) {
        labels.notes << Texts::tr("of the last %1 steps").arg(formatCount(count));
    }
    return samples;
}

} // namespace h5pulse::viewer
