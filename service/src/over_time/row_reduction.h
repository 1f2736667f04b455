// SPDX-License-Identifier: MIT
#pragma once

#include "over_time/row_pass.h"
#include "over_time/step_sampler.h"

#include <h5pulse/progressive_reduction.h>

#include <map>
#include <memory>
#include <optional>

namespace h5pulse {

/// Many components of a field over the whole run in a bounded number of bins, and the steps that are looked
/// at in finer ones. By the file's overview; or, in files without one, little by little; or, of fields whose
/// steps are too large for that, at some steps that are evenly spread. Memory and what is read of one step
/// are bounded, whatever the length of the run and the size of the field.
class RowReduction
{
public:
    explicit RowReduction(RowSource source);

    /// Sets the width of the window.
    void setPixels(std::size_t pixels);
    /// Sets the steps of the window; none: the whole run.
    void setVisible(const std::optional<StepRange>& visible);
    /// The run has so many steps now.
    void setTarget(const Reader& reader, std::uint64_t steps);

    bool wantsMore(const Reader& reader) const;
    /// Whether the window can still become finer.
    bool wantsWindow(const Reader& reader) const;
    /// Reads a piece: first of the window, once the whole run has any bins.
    void advance(Reader& reader);

    const RowSource& source() const { return m_source; }
    /// The whole run as far as it was read; if steps are sampled, the window as well.
    std::shared_ptr<const RowBins> whole() const;
    /// Steps of the whole run that were read.
    std::uint64_t seen() const;
    /// Null: that of the whole run serves.
    const std::shared_ptr<const RowBins>& window() const { return m_window; }
    /// Counts what whole() and window() give that is new.
    std::uint64_t changes() const { return m_changes; }
    /// How much of the whole run was read, 0 to 1.
    double progress(const Reader& reader) const;
    /// One step in so many is read; 1: all are.
    std::uint64_t distance() const { return m_sampler ? m_sampler->windowDistance() : 1; }
    /// The window is too long for finer bins.
    bool isCoarse() const { return m_coarse; }

private:
    std::size_t binsWanted() const;
    void begin(const Reader& reader);
    void plan(const Reader& reader);
    bool keepsWindow(const Reader& reader, const StepRange& visible);
    /// Of a bin of the whole run, about.
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
    std::uint64_t m_covered = 0; // steps of m_whole
    std::size_t m_usedBins = 0;  // that m_whole was read with
    std::optional<ProgressiveReduction> m_progressive;
    std::optional<StepSampler> m_sampler;
    std::map<std::uint64_t, RowBins> m_samples;
    std::optional<RowPass> m_samplePass;
    mutable std::shared_ptr<const RowBins> m_whole; // null: not put together yet

    std::optional<RowPass> m_windowPass; // kept when it is done, to go on with when the run grows
    std::uint64_t m_windowVisible = 0;   // steps of the window when it began
    std::shared_ptr<const RowBins> m_window;
};

} // namespace h5pulse
