// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace_set_builder.h"

#include <h5pulse/reader.h>

#include <algorithm>

namespace h5pulse::viewer {

void TraceSetBuilder::setRun(RunDescriptionPtr run)
{
    m_run = std::move(run);
    m_entries.clear();
    m_changed = true;
}

void TraceSetBuilder::setWanted(const std::vector<TraceId>& ids)
{
    std::vector<Entry> entries;
    for (const TraceId& id : ids) {
        const auto known =
            std::ranges::find_if(m_entries, [&](const Entry& e) { return e.builder.id() == id; });
        if (known != m_entries.end()) {
            entries.push_back(std::move(*known));
            m_entries.erase(known);
            continue;
        }
        const FieldPtr field = m_run ? m_run->field(id.field) : nullptr;
        if (field && id.component < field->components()) {
            entries.push_back({TraceBuilder(id, field), nullptr, true});
        }
    }
    m_entries = std::move(entries);
    m_changed = true;
}

bool TraceSetBuilder::wantsMore(const Reader& reader) const
{
    return std::ranges::any_of(m_entries, [&](const Entry& e) { return e.builder.wantsMore(reader); });
}

void TraceSetBuilder::advance(Reader& reader)
{
    Entry* behind = nullptr;
    for (Entry& entry : m_entries) {
        if (entry.builder.wantsMore(reader) && (!behind || entry.builder.steps() < behind->builder.steps())) {
            behind = &entry;
        }
    }
    if (behind) {
        behind->builder.advance(reader);
        behind->changed = true;
        m_changed = true;
    }
}

TraceSetPtr TraceSetBuilder::traces(const Reader& reader)
{
    auto set = std::make_shared<TraceSet>();
    set->run = m_run;
    set->steps = reader.steps();
    set->growing = isLive(reader.state());
    for (Entry& entry : m_entries) {
        // A trace shown as complete is not complete any more when the run has grown.
        if (entry.changed || !entry.shown || entry.shown->complete == entry.builder.wantsMore(reader)) {
            entry.shown = entry.builder.trace(reader);
            entry.changed = false;
        }
        set->traces.push_back(entry.shown);
    }
    m_changed = false;
    return set;
}

} // namespace h5pulse::viewer
