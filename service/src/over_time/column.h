// SPDX-License-Identifier: MIT
#pragma once

#include "over_time/row_reduction.h"

namespace h5pulse {

/// The reduction of one number a step (of a component, or of the times), which keeps the error that ends it.
class Column
{
public:
    explicit Column(RowSource source)
        : m_reduction(std::move(source))
    {
    }

    void setPixels(std::size_t pixels) { m_reduction.setPixels(pixels); }
    void setVisible(const std::optional<StepRange>& visible);
    /// Sets the number of steps that the run has now. Tries again what failed.
    void setTarget(const Reader& reader, std::uint64_t steps);

    bool wantsMore(const Reader& reader) const { return m_problem.empty() && m_reduction.wantsMore(reader); }
    /// Whether the window can still become finer.
    bool wantsWindow(const Reader& reader) const
    {
        return wantsMore(reader) && m_reduction.wantsWindow(reader);
    }
    /// Reads for about a turn. Throws nothing but h5pulse::ChangedError: other problems are kept.
    void advance(Reader& reader);

    const RowBins& whole() const { return *m_reduction.whole(); }
    /// Empty: that of the whole run serves.
    const RowBins& window() const;
    /// Steps of the whole run that were read.
    std::uint64_t seen() const { return m_reduction.seen(); }
    std::uint64_t available(const Reader& reader) const { return m_reduction.source().available(reader); }
    /// Whether all steps that there are were read, or cannot be.
    bool isComplete(const Reader& reader) const;
    /// The window is too long for finer bins.
    bool isCoarse() const { return m_reduction.isCoarse(); }
    /// Why it cannot be read; empty: it can.
    const std::string& problem() const { return m_problem; }

private:
    RowReduction m_reduction;
    std::string m_problem;
};

} // namespace h5pulse
