// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace_builder.h"

namespace h5pulse::viewer {

/// Keeps the chosen traces of a run up to date, a turn at a time.
class TraceSetBuilder
{
public:
    /// Another run: forgets all that was read.
    void setRun(RunDescriptionPtr run);
    /// Which traces are wanted, in this order. Those of unknown fields and components are passed over; those
    /// that were wanted before keep what was read.
    void setWanted(const std::vector<TraceId>& ids);
    /// Which part of the run is looked at (none: all), and on how many pixels.
    void setWindow(const std::optional<TraceWindow>& window, std::size_t pixels);
    /// From now on all steps are to be shown that the reader has.
    void aim(const Reader& reader);
    /// Steps that are to be shown.
    std::uint64_t aimedAt() const { return m_steps; }

    bool wantsMore(const Reader& reader) const;
    /// Reads for about a turn: what is looked at first, else the column that is farthest behind.
    void advance(Reader& reader);
    /// The state of the run changed: show it.
    void touch() { m_changed = true; }
    /// Whether there is something that the last trace set did not show.
    bool changed() const { return m_changed; }
    TraceSetPtr traces(const Reader& reader);

private:
    struct Entry
    {
        TraceBuilder builder;
        TracePtr shown;
        bool changed = true;
    };

    std::vector<const Column*> columns() const;
    void findWindow(Reader& reader);
    double progress(const Reader& reader) const;

    RunDescriptionPtr m_run;
    std::vector<Entry> m_entries;
    Column m_times{RowSource{}};
    TimeAxis m_axis;
    bool m_timesChanged = true;
    std::optional<TraceWindow> m_window;
    std::optional<StepRange> m_visible; // the steps of m_window
    std::size_t m_pixels = 1000;
    std::uint64_t m_steps = 0;
    bool m_windowDue = false;  // its steps are to be found
    bool m_newEntries = false; // that do not know the steps yet
    int m_turns = 0;           // since all was read
    bool m_changed = true;
};

} // namespace h5pulse::viewer
