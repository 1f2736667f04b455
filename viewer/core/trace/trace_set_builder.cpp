// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_set_builder.h"

#include "core/trace/visible_steps.h"

namespace h5pulse::viewer {

namespace {
constexpr int kTurnsToSay = 8; // whoever is done sooner need not say how far it is
}

void TraceSetBuilder::setRun(RunDescriptionPtr run)
{
    m_run = std::move(run);
    m_entries.clear();
    m_times = Column(RowSource{});
    m_times.setPixels(m_pixels);
    m_axis = {};
    m_steps = 0;
    m_visible.reset();
    m_turns = 0;
    m_windowDue = m_window.has_value();
    m_timesChanged = true;
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
            Entry& entry = entries.emplace_back(Entry{TraceBuilder(id, field), nullptr, true});
            entry.builder.column().setPixels(m_pixels);
            entry.builder.column().setVisible(m_visible);
            m_newEntries = true;
        }
    }
    m_entries = std::move(entries);
    m_changed = true;
}

void TraceSetBuilder::setWindow(const std::optional<TraceWindow>& window, std::size_t pixels)
{
    m_window = window;
    m_windowDue = true;
    if (pixels != m_pixels) {
        m_pixels = pixels;
        m_times.setPixels(pixels);
        for (Entry& entry : m_entries) {
            entry.builder.column().setPixels(pixels);
        }
    }
}

void TraceSetBuilder::aim(const Reader& reader)
{
    m_steps = reader.steps();
    m_windowDue = m_windowDue || m_window.has_value(); // it may reach into the steps that have come
    m_times.aim(reader, m_steps);
    for (Entry& entry : m_entries) {
        entry.builder.column().aim(reader, m_steps);
    }
}

/// Those that are needed.
std::vector<const Column*> TraceSetBuilder::columns() const
{
    std::vector<const Column*> all;
    if (m_run && m_run->hasTimes && !m_entries.empty()) {
        all.push_back(&m_times);
    }
    for (const Entry& entry : m_entries) {
        all.push_back(&entry.builder.column());
    }
    return all;
}

bool TraceSetBuilder::wantsMore(const Reader& reader) const
{
    return !m_entries.empty() &&
           (m_windowDue || m_newEntries ||
            std::ranges::any_of(columns(), [&](const Column* column) { return column->wantsMore(reader); }));
}

void TraceSetBuilder::advance(Reader& reader)
{
    if (std::exchange(m_newEntries, false)) {
        for (Entry& entry : m_entries) {
            entry.builder.column().aim(reader, m_steps);
        }
    }
    if (std::exchange(m_windowDue, false)) {
        findWindow(reader);
    }
    const Column* chosen = nullptr;
    bool looked = false;
    for (const Column* column : columns()) {
        if (!column->wantsMore(reader)) {
            continue;
        }
        const bool looksAt = column->wantsWindow(reader);
        if (!chosen || (looksAt && !looked) || (looksAt == looked && column->seen() < chosen->seen())) {
            chosen = column;
            looked = looksAt;
        }
    }
    ++m_turns;
    m_changed = m_changed || chosen;
    if (chosen == &m_times) {
        m_times.advance(reader);
        m_timesChanged = true;
    }
    for (Entry& entry : m_entries) {
        if (chosen == &entry.builder.column()) {
            entry.builder.column().advance(reader);
            entry.changed = true;
        }
    }
}

void TraceSetBuilder::findWindow(Reader& reader)
{
    std::optional<StepRange> visible;
    if (m_window && m_steps > 0) {
        visible = visibleSteps(reader, *m_window, m_steps);
    }
    if (visible == m_visible) {
        return;
    }
    m_visible = visible;
    m_times.setVisible(visible);
    for (Entry& entry : m_entries) {
        entry.builder.column().setVisible(visible);
    }
}

double TraceSetBuilder::progress(const Reader& reader) const
{
    std::uint64_t seen = 0;
    std::uint64_t all = 0;
    for (const Column* column : columns()) {
        if (column->problem().isEmpty()) {
            seen += column->seen();
            all += column->available(reader);
        }
    }
    const bool say = m_turns >= kTurnsToSay && seen < all;
    return say ? static_cast<double>(seen) / static_cast<double>(all)
               : std::numeric_limits<double>::quiet_NaN();
}

TraceSetPtr TraceSetBuilder::traces(const Reader& reader)
{
    const bool hasTimes = m_run && m_run->hasTimes;
    const bool newTimes = std::exchange(m_timesChanged, false);
    if (newTimes && hasTimes) {
        m_axis = TimeAxis(m_times.whole(), m_times.window());
    }
    m_turns = wantsMore(reader) ? m_turns : 0;
    auto set = std::make_shared<TraceSet>();
    set->run = m_run;
    set->steps = reader.steps();
    set->growing = isLive(reader.state());
    set->timesAscend = m_axis.ascends();
    set->progress = progress(reader);
    const bool timesComplete = !hasTimes || !m_times.wantsMore(reader);
    for (Entry& entry : m_entries) {
        // A trace shown as complete is not complete any more when the run has grown.
        const bool complete = timesComplete && entry.builder.isComplete(reader);
        if (newTimes || entry.changed || !entry.shown || entry.shown->complete != complete) {
            const std::shared_ptr<Trace> trace = entry.builder.trace(reader, m_axis);
            trace->complete = complete;
            if (trace->problem.isEmpty() && hasTimes) {
                trace->problem = m_times.problem();
            }
            entry.shown = trace;
            entry.changed = false;
        }
        set->traces.push_back(entry.shown);
    }
    m_changed = false;
    return set;
}

} // namespace h5pulse::viewer
