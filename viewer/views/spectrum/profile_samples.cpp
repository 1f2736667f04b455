// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/profile_samples.h"

#include "core/format.h"
#include "core/run/field_step.h"
#include "core/run/frame.h"
#include "core/texts.h"
#include "views/spectrum/fourier.h"
#include "views/spectrum/sample_grid.h"

#include <array>
#include <cmath>

namespace h5pulse::viewer {

ProfileSamples::ProfileSamples(RunDescriptionPtr run, FieldPtr field)
    : m_run(std::move(run))
    , m_field(std::move(field))
    , m_count(fastLength(std::min(m_field->components(), kMostPoints)))
{
    if (const AxisPtr& axis = m_field->axes.front()) {
        m_spacing = uniformSpacing(std::span(*axis->values).first(m_count));
    }
}

void ProfileSamples::aim(Reader& reader, const QueryAim& aim)
{
    m_step = stepAtCursor(reader, *m_field, aim.cursor);
}

void ProfileSamples::advance(Reader& reader)
{
    constexpr std::array<std::size_t, 1> start{0};
    const std::array<std::size_t, 1> count{m_count};
    m_values = TypedValues::readBox(reader, *m_field, *m_step, start, count);
    m_time = reader.readTimes(*m_step, 1).front();
    m_read = m_step;
}

Samples ProfileSamples::samples(SampleLabels& labels) const
{
    labels.title = titleOf(*m_run, *m_field, *m_step, m_time);
    labels.units = m_field->units;
    const AxisPtr& axis = m_field->axes.front();
    if (m_spacing) {
        labels.counted = false;
        labels.keyUnits = axis->units;
    } else if (axis) {
        labels.notes << Texts::tr("%1 is not even: per point").arg(axis->name);
    }
    if (m_count < m_field->components()) {
        labels.notes << Texts::tr("of the first %1 points").arg(formatCount(m_count));
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

} // namespace h5pulse::viewer
