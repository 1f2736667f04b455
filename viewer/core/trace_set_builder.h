// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace_builder.h"

namespace h5pulse::viewer {

/// Keeps the chosen traces of a run up to date, a block at a time.
class TraceSetBuilder
{
public:
    /// Another run: forgets all that was read.
    void setRun(RunDescriptionPtr run);
    /// Which traces are wanted, in this order. Those of unknown fields and components are passed over; those
    /// that were wanted before keep what was read.
    void setWanted(const std::vector<TraceId>& ids);
    bool wantsMore(const Reader& reader) const;
    /// Reads one block of the trace that is farthest behind.
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

    RunDescriptionPtr m_run;
    std::vector<Entry> m_entries;
    bool m_changed = true;
};

} // namespace h5pulse::viewer
