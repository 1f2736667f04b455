// SPDX-License-Identifier: MIT
#pragma once

#include "over_time/row_pass.h"
#include "over_time/step_sampler.h"

#include <h5pulse/progressive_reduction.h>

#include <map>
#include <memory>
#include <optional>

namespace h5pulse {

/// Reduces components of a field over the whole run to a bounded number of bins, and the steps of the window
/// to finer bins. It uses the overview of the file. Without an overview it reads all steps progressively, or,
/// if steps are large, an evenly spaced sample of the steps. Memory and the duration of one call are bounded
/// for any length of the run and any size of the field.
class RowReduction
{
public:
    explicit RowReduction(RowSource source);

    /// Sets the width of the window.
    void setPixels(std::size_t pixels);
    /// Sets the steps of the window; nullopt: the whole run.
    void setVisible(const std::optional<StepRange>& visible);
    /// Sets the current number of steps of the run.
    void setTarget(const Reader& reader, std::uint64_t steps);

    bool wantsMore(const Reader& reader) const;
    /// Whether the window can still become finer.
    bool wantsWindow(const Reader& reader) const;
    /// Reads a piece. The window comes first, once the whole run has any bins.
    void advance(Reader& reader);

    const RowSource& source() const { return m_source; }
    /// The bins of the whole run read so far; if steps are sampled, also those of the window.
    std::shared_ptr<const RowBins> whole() const;
    /// Number of steps of the whole run that have been read.
    std::uint64_t seen() const;
    /// Finer bins of the window; null: use whole().
    const std::shared_ptr<const RowBins>& window() const { return m_window; }
    /// A number that grows with each change of whole() or window().
    std::uint64_t changes() const { return m_changes; }
    /// Part of the whole run that has been read, 0 to 1.
    double progress(const Reader& reader) const;
    /// Of every this many steps, one is read; 1: all are read.
    std::uint64_t distance() const { return m_sampler ? m_sampler->windowDistance() : 1; }
    /// Whether the window is too long for finer bins.
    bool isCoarse() const { return m_coarse; }

private:
    std::size_t binsWanted() const;
    void begin(const Reader& reader);
    void plan(const Reader& reader);
    bool keepsWindow(const Reader& reader, const StepRange& visible);
    /// Approximate number of steps per bin of the whole run.
    std::uint64_t stepsPerBin() const;
    std::uint64_t mostWindowSteps(const Reader& reader) const;
    std::optional<StepRange> readable(const Reader& reader, const StepRange& visible) const;
    bool wantsWhole(const Reader& reader) const;
    void advanceWhole(Reader& reader);
    void sample(Reader& reader);

    RowSource m_source;
    std::size_t m_pixels = 1000;
    std::uint64_t m_steps = 0;
    std::optional<StepRange> m_visible;
    bool m_begun = false;
    bool m_planDue = false;
    bool m_coarse = false;
    std::uint64_t m_changes = 0;

    std::optional<RowPass> m_wholePass;
    std::uint64_t m_covered = 0; // number of steps in m_whole
    std::size_t m_usedBins = 0;  // binsWanted() when m_whole was read
    std::optional<ProgressiveReduction> m_progressive;
    std::optional<StepSampler> m_sampler;
    std::map<std::uint64_t, RowBins> m_samples;
    std::optional<RowPass> m_samplePass;
    mutable std::shared_ptr<const RowBins> m_whole; // null: not assembled yet

    std::optional<RowPass> m_windowPass; // kept when it is finished, to extend it when the run grows
    std::uint64_t m_windowVisible = 0;   // number of visible steps when it began
    std::shared_ptr<const RowBins> m_window;
};

} // namespace h5pulse
