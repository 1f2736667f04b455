// SPDX-License-Identifier: MIT
#include "over_time/row_reduction.h"

#include <cmath>

namespace h5pulse {

namespace {

constexpr std::size_t kMaxKept = std::size_t{1} << 20U;  // bins times rows
constexpr std::size_t kMaxRead = std::size_t{16} << 20U; // bins times components, read from the overview
// Only two numbers of bins, so that few changes of the width of the window cause reading.
constexpr std::size_t kFewBins = 4000;
constexpr std::size_t kManyBins = 8000;
constexpr std::size_t kMinBins = 32;
constexpr std::size_t kBinsPerPixel = 2;
// Without an overview, fields with more components are sampled ...
constexpr std::size_t kMaxProgressive = 32'768;
// ... at this many steps, limited by a number of bytes of doubles.
constexpr std::size_t kMaxSamples = 1024;
constexpr std::size_t kMinSamples = 16;
constexpr std::uint64_t kMaxSampleBytes = std::uint64_t{2} << 30U;
// Limits of a window that is read step by step without an overview.
constexpr std::uint64_t kMaxWindowSteps = 500'000;
constexpr std::uint64_t kMaxWindowBytes = std::uint64_t{256} << 20U;

std::size_t samplesFor(std::size_t components)
{
    const std::uint64_t steps = kMaxSampleBytes / (components * sizeof(double));
    return std::clamp<std::uint64_t>(steps, kMinSamples, kMaxSamples);
}

} // namespace

RowReduction::RowReduction(RowSource source)
    : m_source(std::move(source))
{
}

std::size_t RowReduction::binsWanted() const
{
    const std::size_t most = std::min(kMaxKept / m_source.rows(), kMaxRead / m_source.components);
    return std::clamp(most, kMinBins, kBinsPerPixel * m_pixels > kFewBins ? kManyBins : kFewBins);
}

void RowReduction::setPixels(std::size_t pixels)
{
    m_pixels = std::max<std::size_t>(pixels, 1);
    m_planDue = true;
}

void RowReduction::setVisible(const std::optional<StepRange>& visible)
{
    m_visible = visible;
    m_planDue = true;
    if (m_sampler) {
        m_sampler->setTarget(m_steps, m_visible);
    }
}

void RowReduction::setTarget(const Reader& reader, std::uint64_t steps)
{
    m_steps = std::min(steps, m_source.available(reader));
    m_planDue = true;
    if (!m_begun && m_steps > 0) {
        begin(reader);
    }
    if (m_sampler) {
        m_sampler->setTarget(m_steps, m_visible);
        for (const std::uint64_t step : m_sampler->surplus()) {
            m_samples.erase(step);
        }
    }
}

/// Chooses how the field is read.
void RowReduction::begin(const Reader& reader)
{
    m_begun = true;
    if (reader.hasOverview(m_source.field)) {
        return;
    }
    if (m_source.components > kMaxProgressive) {
        m_sampler.emplace(samplesFor(m_source.components));
    } else {
        const std::size_t bins = std::clamp(
            std::min(kMaxKept / m_source.rows(), 2 * kMaxKept / m_source.components), kMinBins, kManyBins);
        m_progressive.emplace(m_source.field, m_source.firstComponent, m_source.components, m_source.part,
                              bins);
    }
}

bool RowReduction::wantsWhole(const Reader& reader) const
{
    if (m_sampler) {
        return m_samplePass || m_sampler->next();
    }
    if (m_progressive) {
        return m_progressive->seen() < m_steps && m_progressive->wantsMore(reader);
    }
    return m_begun && (m_wholePass || m_covered < m_steps || m_usedBins != binsWanted());
}

bool RowReduction::wantsMore(const Reader& reader) const
{
    return m_planDue || (m_windowPass && m_windowPass->wantsMore()) || wantsWhole(reader);
}

bool RowReduction::wantsWindow(const Reader& reader) const
{
    return wantsMore(reader) && m_visible && (m_planDue || (m_windowPass && m_windowPass->wantsMore()));
}

void RowReduction::advance(Reader& reader)
{
    const bool any = m_covered > 0 || (m_progressive && m_progressive->seen() > 0);
    if (m_sampler || !m_begun) {
        m_planDue = false;
    } else if (m_planDue && (any || !wantsWhole(reader))) {
        m_planDue = false;
        plan(reader);
    }
    if (any && m_windowPass && m_windowPass->wantsMore()) {
        m_windowPass->advance(reader);
        if (!m_windowPass->wantsMore()) {
            m_window = std::make_shared<const RowBins>(m_windowPass->result());
            ++m_changes;
        }
    } else if (wantsWhole(reader)) {
        advanceWhole(reader);
    }
}

void RowReduction::advanceWhole(Reader& reader)
{
    if (m_sampler) {
        sample(reader);
    } else if (m_progressive) {
        m_progressive->advance(reader, kReadingTurn / 2);
        m_whole.reset();
        ++m_changes;
    } else {
        if (!m_wholePass) {
            m_usedBins = binsWanted();
            m_wholePass.emplace(m_source, StepRange{0, m_steps}, m_usedBins);
        }
        m_wholePass->advance(reader);
        if (!m_wholePass->wantsMore()) {
            m_whole = std::make_shared<const RowBins>(m_wholePass->result());
            m_covered = m_wholePass->steps().end;
            m_wholePass.reset();
            m_planDue = m_planDue || m_visible;
            ++m_changes;
        }
    }
}

void RowReduction::sample(Reader& reader)
{
    if (!m_samplePass) {
        const std::uint64_t step = *m_sampler->next();
        m_samplePass.emplace(m_source, StepRange{step, step + 1}, 1);
    }
    m_samplePass->advance(reader);
    if (m_samplePass->wantsMore()) {
        return;
    }
    const std::uint64_t step = m_samplePass->steps().first;
    m_samples[step] = m_samplePass->result();
    m_samplePass.reset();
    if (m_sampler->next() == step) {
        m_sampler->done();
    }
    m_whole.reset();
    ++m_changes;
}

std::shared_ptr<const RowBins> RowReduction::whole() const
{
    if (!m_whole) {
        auto bins = std::make_shared<RowBins>();
        bins->rows = m_source.rows();
        if (m_progressive) {
            bins->append(m_source, m_progressive->result());
        }
        for (const auto& [step, sample] : m_samples) {
            bins->append(sample, 0);
        }
        m_whole = std::move(bins);
    }
    return m_whole;
}

std::uint64_t RowReduction::seen() const
{
    return m_sampler ? m_samples.size() : m_progressive ? m_progressive->seen() : m_covered;
}

std::uint64_t RowReduction::stepsPerBin() const
{
    const std::shared_ptr<const RowBins> bins = whole();
    return bins->bins.empty() ? 1 : (bins->bins.back().end + bins->bins.size() - 1) / bins->bins.size();
}

void RowReduction::plan(const Reader& reader)
{
    m_coarse = false;
    StepRange visible = m_visible.value_or(StepRange{});
    visible.end = std::min(visible.end, m_steps);
    const std::uint64_t width = visible.first < visible.end ? stepsPerBin() : 1;
    std::optional<StepRange> steps;
    if (width > 1 && visible.count() < width * std::min(m_pixels, binsWanted())) {
        if (keepsWindow(reader, visible)) {
            return;
        }
        steps = readable(reader, visible);
        m_coarse = !steps;
    }
    if (steps) {
        const std::uint64_t bins = kBinsPerPixel * m_pixels * steps->count() / visible.count();
        m_windowPass.emplace(m_source, *steps,
                             std::min<std::uint64_t>(std::max(bins, kFewBins), binsWanted()));
        m_windowVisible = visible.count();
    } else {
        m_changes += m_window ? 1 : 0;
        m_windowPass.reset();
        m_window.reset();
    }
}

/// Whether the present window also covers these steps, possibly after extending it.
bool RowReduction::keepsWindow(const Reader& reader, const StepRange& visible)
{
    if (!m_windowPass || !StepRange{m_windowPass->steps().first, m_steps}.contains(visible) ||
        visible.first >= m_windowPass->steps().end) {
        return false;
    }
    const bool fine = m_windowPass->stepsPerBin() == 1 || visible.count() >= m_windowVisible / 2;
    if (!fine || visible.end <= m_windowPass->steps().end) {
        return fine;
    }
    return visible.end - m_windowPass->steps().first <= mostWindowSteps(reader) &&
           m_windowPass->extend(visible.end);
}

/// Maximum number of steps of a window with fine bins.
std::uint64_t RowReduction::mostWindowSteps(const Reader& reader) const
{
    return reader.hasOverview(m_source.field)
               ? m_steps
               : std::min(kMaxWindowSteps, kMaxWindowBytes / bytesOfStep(reader, m_source));
}

/// The visible steps, with margins for panning if possible; nullopt: too many steps.
std::optional<StepRange> RowReduction::readable(const Reader& reader, const StepRange& visible) const
{
    const std::uint64_t margin = visible.count() / 2;
    const StepRange wide{visible.first - std::min(visible.first, margin),
                         std::min(visible.end + margin, m_steps)};
    const std::uint64_t most = mostWindowSteps(reader);
    return wide.count() <= most      ? std::optional(wide)
           : visible.count() <= most ? std::optional(visible)
                                     : std::nullopt;
}

double RowReduction::progress(const Reader& reader) const
{
    if (m_sampler) {
        return m_sampler->progress();
    }
    if (m_progressive) {
        return !wantsWhole(reader)
                   ? 1.0
                   : static_cast<double>(m_progressive->seen()) / static_cast<double>(m_steps);
    }
    return m_wholePass && m_covered == 0          ? m_wholePass->progress()
           : wantsWhole(reader) && m_covered == 0 ? 0.0
                                                  : 1.0;
}

} // namespace h5pulse
