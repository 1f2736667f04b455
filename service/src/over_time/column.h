// SPDX-License-Identifier: MIT
#pragma once

#include "over_time/row_reduction.h"

namespace h5pulse {

/// The reduction of one number per step: a component, or the times. It stores the error that ends it.
class Column
{
public:
    explicit Column(RowSource source)
        : m_reduction(std::move(source))
    {
    }

    void setPixels(std::size_t pixels) { m_reduction.setPixels(pixels); }
    void setVisible(const std::optional<StepRange>& visible);
    /// Sets the current number of steps of the run. Retries after an error.
    void setTarget(const Reader& reader, std::uint64_t steps);

    bool wantsMore(const Reader& reader) const { return m_problem.empty() && m_reduction.wantsMore(reader); }
    /// Whether the window can still become finer.
    bool wantsWindow(const Reader& reader) const
    {
        return wantsMore(reader) && m_reduction.wantsWindow(reader);
    }
    /// Reads for about one turn. Throws only h5pulse::ChangedError; problem() gives other errors.
    void advance(Reader& reader);

    const RowBins& whole() const { return *m_reduction.whole(); }
    /// Finer bins of the window; empty: use the bins of the whole run.
    const RowBins& window() const;
    /// Number of steps of the whole run that have been read.
    std::uint64_t seen() const { return m_reduction.seen(); }
    std::uint64_t available(const Reader& reader) const { return m_reduction.source().available(reader); }
    /// Whether all present steps have been read, or cannot be read.
    bool isComplete(const Reader& reader) const;
    /// Whether the window is too long for finer bins.
    bool isCoarse() const { return m_reduction.isCoarse(); }
    /// Why the column cannot be read; empty: no problem.
    const std::string& problem() const { return m_problem; }

private:
    RowReduction m_reduction;
    std::string m_problem;
};

} // namespace h5pulse
