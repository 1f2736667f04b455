// SPDX-License-Identifier: MIT
#pragma once

#include "over_time/column.h"
#include "over_time/time_axis.h"
#include "over_time/visible_steps.h"

namespace h5pulse {

/// The times of a run and the steps of the window, for views over time.
class RunTimes
{
public:
    explicit RunTimes(bool hasTimes)
        : m_hasTimes(hasTimes)
    {
    }

    void setWindow(const std::optional<TraceWindow>& window, std::size_t pixels);
    void setTarget(const Reader& reader, std::uint64_t steps);

    bool wantsMore(const Reader& reader) const;
    /// Whether the steps of the window are unknown yet, or their times can become finer.
    bool wantsWindow(const Reader& reader) const
    {
        return m_windowDue || (m_hasTimes && m_column.wantsWindow(reader));
    }
    /// Number of steps that have been read.
    std::uint64_t seen() const { return m_column.seen(); }
    void advance(Reader& reader);

    /// The steps of the window, once they are known; nullopt: the whole run.
    const std::optional<StepRange>& visible() const { return m_visible; }
    /// The times known so far.
    const TimeAxis& axis();
    /// Why times cannot be read; empty: no problem.
    const std::string& problem() const { return m_column.problem(); }
    /// A number that grows with each change.
    std::uint64_t changes() const { return m_changes; }

private:
    bool m_hasTimes;
    Column m_column{RowSource{}};
    TimeAxis m_axis;
    bool m_axisDue = true;
    std::optional<TraceWindow> m_window;
    std::optional<StepRange> m_visible;
    bool m_windowDue = false; // the steps of the window must be searched
    std::uint64_t m_steps = 0;
    std::uint64_t m_changes = 0;
};

} // namespace h5pulse
