// SPDX-License-Identifier: MIT
#include "diagnostics/step_meter.h"

#include <algorithm>
#include <cmath>

namespace h5pulse {

namespace {

constexpr std::size_t kPiece = 32'768; // components; takes some milliseconds
constexpr std::size_t kMaxKept = std::size_t{1} << 20U;

} // namespace

void SquareSum::add(double value)
{
    const double size = std::abs(value);
    if (size > m_scale) {
        const double shrink = m_scale / size;
        m_sum = 1.0 + m_sum * shrink * shrink;
        m_scale = size;
    } else if (size > 0.0) {
        const double part = size / m_scale;
        m_sum += part * part;
    }
}

double SquareSum::root() const
{
    return m_scale * std::sqrt(m_sum);
}

StepMeter::StepMeter(const FieldDescription& field)
    : m_field(field.name)
    , m_components(field.components())
    , m_complex(field.isComplex())
    , m_keeps(m_components <= kMaxKept)
{
}

void StepMeter::begin(std::uint64_t step)
{
    m_step = step;
    m_component = 0;
    m_busy = true;
    m_measures = {};
    m_norm = {};
    m_change = {};
    m_anyChange = false;
    m_count = 0.0;
}

std::optional<StepMeasures> StepMeter::advance(Reader& reader)
{
    Parts before;
    Parts now;
    const std::size_t count = std::min(kPiece, m_components - m_component);
    read(reader, count, before, now);
    add(before, now);
    if (m_keeps) {
        // The previous values of these components are no longer needed.
        for (std::size_t part = 0; part < now.size(); ++part) {
            m_kept[part].resize(now[part].empty() ? 0 : m_components);
            std::ranges::copy(now[part], m_kept[part].begin() + static_cast<std::ptrdiff_t>(m_component));
        }
    }
    m_component += count;
    if (m_component < m_components) {
        return std::nullopt;
    }
    m_busy = false;
    m_keptStep = m_keeps ? std::optional(m_step) : std::nullopt;
    if (m_count > 0.0) {
        m_measures.norm = m_norm.root();
    }
    if (m_anyChange) {
        m_measures.change = m_change.root();
    }
    return m_measures;
}

void StepMeter::read(Reader& reader, std::size_t count, Parts& before, Parts& now)
{
    const bool kept = m_keptStep && *m_keptStep + 1 == m_step;
    const std::size_t steps = m_step == 0 || kept ? 1 : 2;
    for (std::size_t part = 0; part < (m_complex ? 2U : 1U); ++part) {
        // In bins of a single step, minimum and maximum are the value if it is finite, else NaN.
        const Reduction values = reader.reduce(m_field, m_component, count, m_step + 1 - steps, steps, steps,
                                               part == 0 ? Part::Real : Part::Imaginary);
        const auto middle = values.minimum.end() - static_cast<std::ptrdiff_t>(count);
        now[part].assign(middle, values.minimum.end());
        if (steps == 2) {
            before[part].assign(values.minimum.begin(), middle);
        } else if (kept) {
            const auto first = m_kept[part].begin() + static_cast<std::ptrdiff_t>(m_component);
            before[part].assign(first, first + static_cast<std::ptrdiff_t>(count));
        }
    }
}

void StepMeter::add(const Parts& before, const Parts& now)
{
    const std::size_t count = now[0].size();
    for (std::size_t i = 0; i < count; ++i) {
        const double value = m_complex ? std::hypot(now[0][i], now[1][i]) : now[0][i];
        if (!std::isfinite(value)) {
            ++m_measures.nonFinite;
            continue;
        }
        m_measures.minimum = std::fmin(m_measures.minimum, value);
        m_measures.maximum = std::fmax(m_measures.maximum, value);
        m_count += 1.0;
        m_measures.mean =
            m_count == 1.0 ? value : m_measures.mean * ((m_count - 1.0) / m_count) + value / m_count;
        m_norm.add(value);
        if (before[0].empty()) {
            continue;
        }
        const double change = m_complex ? std::hypot(now[0][i] - before[0][i], now[1][i] - before[1][i])
                                        : now[0][i] - before[0][i];
        if (std::isfinite(change)) {
            m_change.add(change);
            m_anyChange = true;
        }
    }
}

} // namespace h5pulse
