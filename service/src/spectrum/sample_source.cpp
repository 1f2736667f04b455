// SPDX-License-Identifier: MIT
#include "spectrum/sample_source.h"

#include "frames/field_step.h"
#include "frames/read_values.h"
#include "spectrum/transform.h"

#include <h5pulse/service/coordinates.h>
#include <h5pulse/service/frame.h>
#include <h5pulse/service/typed_values.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace h5pulse {

namespace {

constexpr std::uint64_t kPiece = 4096; // steps per read

} // namespace

bool canResample(std::span<const double> points)
{
    return points.size() >= 2 && std::ranges::all_of(points, [](double x) { return std::isfinite(x); }) &&
           std::ranges::is_sorted(points) && points.back() > points.front() &&
           std::isfinite(points.back() - points.front());
}

std::vector<double> resample(std::span<const double> points, std::span<const double> values)
{
    std::vector<double> result(points.size());
    std::size_t after = 1; // first point after the grid point
    for (std::size_t i = 0; i < result.size(); ++i) {
        const double x = gridPoint(points, i);
        while (after + 1 < points.size() && points[after] <= x) {
            ++after;
        }
        const double gap = points[after] - points[after - 1];
        const double part = gap > 0.0 ? std::clamp((x - points[after - 1]) / gap, 0.0, 1.0) : 1.0;
        // An end with weight 0 is left out, because it may be infinite.
        result[i] = part == 0.0   ? values[after - 1]
                    : part == 1.0 ? values[after]
                                  : values[after - 1] * (1.0 - part) + values[after] * part;
    }
    return result;
}

ProfileSamples::ProfileSamples(RunDescriptionPtr run, FieldPtr field)
    : m_run(std::move(run))
    , m_field(std::move(field))
    , m_count(fastLength(std::min(m_field->components(), kMaxPoints)))
{
    if (const AxisPtr& axis = m_field->axes.front()) {
        m_spacing = uniformSpacing(std::span(*axis->values).first(m_count));
    }
}

void ProfileSamples::setTarget(Reader& reader, const QueryTarget& target)
{
    m_step = stepAtCursor(reader, *m_field, target.cursor);
}

void ProfileSamples::advance(Reader& reader)
{
    constexpr std::array<std::size_t, 1> start{0};
    const std::array<std::size_t, 1> count{m_count};
    m_values = readTypedBox(reader, *m_field, *m_step, start, count);
    m_time = reader.readTimes(*m_step, 1).front();
    m_read = m_step;
}

Samples ProfileSamples::samples(SampleOrigin& origin) const
{
    origin.field = m_field;
    origin.step = *m_step;
    origin.time = m_time;
    origin.units = m_field->units;
    const AxisPtr& axis = m_field->axes.front();
    if (m_spacing) {
        origin.counted = false;
        origin.keyUnits = axis->units;
    } else if (axis) {
        origin.notes.push_back(SampleNote::UnevenCoordinate);
    }
    if (m_count < m_field->components()) {
        origin.notes.push_back(SampleNote::FirstOnly);
    }
    Samples samples;
    samples.spacing = std::abs(m_spacing.value_or(1.0));
    const bool backwards = m_spacing && *m_spacing < 0.0;
    samples.real.resize(m_count);
    samples.imaginary.resize(m_values.isComplex() ? m_count : 0);
    for (std::size_t i = 0; i < m_count; ++i) {
        const std::size_t from = backwards ? m_count - 1 - i : i;
        samples.real[i] = m_values.real(from);
        if (!samples.imaginary.empty()) {
            samples.imaginary[i] = m_values.imaginary(from);
        }
    }
    return samples;
}

TraceSamples::TraceSamples(RunDescriptionPtr run, FieldPtr field, TraceId id)
    : m_run(std::move(run))
    , m_field(std::move(field))
    , m_id(std::move(id))
{
}

/// The steps of the window in a run with `steps` steps.
StepRange TraceSamples::stepsOf(Reader& reader, std::uint64_t steps) const
{
    if (!m_window || steps == 0) {
        return {0, steps};
    }
    StepRange range;
    if (m_window->axis == TraceWindow::Axis::Step) {
        const auto within = [&](double step) { // also NaN
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

void TraceSamples::setTarget(Reader& reader, const QueryTarget&)
{
    const StepRange before{m_steps.first, m_steps.first + m_values.size()};
    const std::uint64_t there = std::min(reader.steps(m_id.field), reader.steps());
    m_steps = stepsOf(reader, there);
    m_cut = m_steps.count() > kMaxSteps;
    m_steps.first = m_cut ? m_steps.end - kMaxSteps : m_steps.first;
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
    const TypedValues read = readTypedComponent(reader, *m_field, m_id.component, first, count);
    if (m_run->hasTimes) {
        const std::vector<double> times = reader.readTimes(first, count);
        m_times.insert(m_times.end(), times.begin(), times.end());
    }
    for (std::size_t i = 0; i < read.size(); ++i) {
        m_values.push_back(m_id.part == Part::Real ? read.real(i) : read.imaginary(i));
    }
}

double TraceSamples::progress() const
{
    return static_cast<double>(m_values.size()) /
           static_cast<double>(std::max<std::uint64_t>(1, m_steps.count()));
}

Samples TraceSamples::samples(SampleOrigin& origin) const
{
    const std::size_t count = fastLength(m_values.size());
    const std::span<const double> values = std::span(m_values).last(count);
    const std::span<const double> times =
        m_times.empty() ? std::span<const double>() : std::span(m_times).last(count);
    origin.field = m_field;
    origin.units = m_field->units;
    origin.overTime = true;
    origin.steps = {m_steps.end - count, m_steps.end};
    if (!times.empty()) {
        origin.firstTime = times.front();
        origin.lastTime = times.back();
    }
    Samples samples;
    const std::optional<double> spacing = uniformSpacing(times);
    const bool even = spacing && *spacing > 0.0;
    if (even || canResample(times)) {
        origin.counted = false;
        origin.keyUnits = m_run->timeUnits;
        samples.spacing = even ? *spacing : (times.back() - times.front()) / static_cast<double>(count - 1);
    }
    if (!origin.counted && !even) {
        samples.real = resample(times, values);
        origin.notes.push_back(SampleNote::UnevenTimes);
    } else {
        samples.real.assign(values.begin(), values.end());
        if (origin.counted && times.size() > 1) {
            origin.notes.push_back(SampleNote::UnorderedTimes);
        }
    }
    if (m_cut || count < m_values.size()) {
        origin.notes.push_back(SampleNote::LastOnly);
    }
    return samples;
}

} // namespace h5pulse
