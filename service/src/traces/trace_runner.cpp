// SPDX-License-Identifier: MIT
#include "over_time/column.h"
#include "over_time/over_time_runner.h"

namespace h5pulse {

namespace {

constexpr int kMinTurnsToTell = 8; // shorter reads report no progress
constexpr std::int64_t kUpdateInterval = 50;
constexpr std::size_t kBinsPerPixel = 2;

/// One trace with its reduction.
struct Entry
{
    TraceId id;
    FieldPtr field;
    Column column;
    TracePtr shown{};
    bool changed = true;
};

RowSource sourceOf(const TraceId& id)
{
    return {.field = id.field, .part = id.part, .firstComponent = id.component};
}

std::vector<TraceBin> toBins(const RowBins& values, const TimeAxis& times)
{
    std::vector<TraceBin> bins;
    bins.reserve(values.bins.size());
    TimeAxis::Walk walk(times);
    for (std::size_t bin = 0; bin < values.bins.size(); ++bin) {
        const auto [first, end] = values.bins[bin];
        const double firstTime = walk.timeOf(first);
        bins.push_back({first, end, firstTime, walk.timeOf(end - 1), values.minimum[bin], values.maximum[bin],
                        values.mean[bin]});
    }
    return bins;
}

class TraceRunner final : public OverTimeRunner
{
public:
    TraceRunner(RunDescriptionPtr run, const TraceQuery& query)
        : OverTimeRunner(std::move(run), nullptr)
    {
        setQuery(query);
    }

    bool needsSteps() const override { return false; }
    std::int64_t updateInterval() const override { return kUpdateInterval; }

    bool adopt(const Query& query) override
    {
        const auto* other = std::get_if<TraceQuery>(&query);
        if (other) {
            setQuery(*other);
        }
        return other != nullptr;
    }

protected:
    std::uint64_t available(const Reader& reader) const override { return reader.steps(); }
    bool needsTimes() const override { return !m_entries.empty(); }

    void setTargetValues(Reader& reader) override
    {
        for (Entry& entry : m_entries) {
            entry.column.setTarget(reader, steps());
        }
    }

    void setVisible(const std::optional<StepRange>& visible) override
    {
        for (Entry& entry : m_entries) {
            entry.column.setVisible(visible);
        }
    }

    bool wantsValues(const Reader& reader) const override
    {
        return std::ranges::any_of(m_entries,
                                   [&](const Entry& entry) { return entry.column.wantsMore(reader); });
    }

    bool valuesComeFirst(const Reader& reader) const override
    {
        const std::size_t next = nextEntry(reader);
        if (next == m_entries.size()) {
            return false;
        }
        const Column& column = m_entries[next].column;
        const bool looks = column.wantsWindow(reader);
        return looks == runTimes().wantsWindow(reader) ? column.seen() < runTimes().seen() : looks;
    }

    void advanceValues(Reader& reader) override
    {
        Entry& entry = m_entries[nextEntry(reader)];
        entry.column.advance(reader);
        entry.changed = true;
        ++m_changes;
        ++m_turns;
    }

    std::uint64_t changes() const override { return m_changes; }

    std::shared_ptr<QueryResult> makeResult(const Reader& reader) override
    {
        const bool hasTimes = run()->hasTimes;
        const bool newTimes = std::exchange(m_shownTimes, runTimes().changes()) != runTimes().changes();
        const bool timesComplete = !hasTimes || !runTimes().wantsMore(reader);
        auto set = std::make_shared<TraceSet>();
        set->query = m_query;
        set->steps = steps();
        set->timesAscend = times().ascends();
        set->progress = progress(reader);
        m_turns = wantsValues(reader) ? m_turns : 0;
        for (Entry& entry : m_entries) {
            // When the run grows, a complete trace becomes incomplete.
            const bool complete = timesComplete && entry.column.isComplete(reader);
            if (newTimes || entry.changed || !entry.shown || entry.shown->complete != complete) {
                entry.shown = traceOf(entry, complete);
                entry.changed = false;
            }
            set->traces.push_back(entry.shown);
        }
        return set;
    }

    std::shared_ptr<QueryResult> makeProblem(const Reader& reader, const std::string&) override
    {
        return makeResult(reader); // each trace contains the problem
    }

private:
    void setQuery(const TraceQuery& query)
    {
        std::vector<Entry> entries;
        for (const TraceId& id : query.ids) {
            const auto known = std::ranges::find(m_entries, id, &Entry::id);
            const FieldPtr field = run()->field(id.field);
            if (known != m_entries.end()) {
                entries.push_back(std::move(*known));
                m_entries.erase(known);
            } else if (field && id.component < field->components()) {
                entries.push_back({id, field, Column(sourceOf(id))});
                entries.back().column.setVisible(runTimes().visible());
            }
            if (!entries.empty()) {
                entries.back().column.setPixels(query.pixels);
            }
        }
        m_entries = std::move(entries);
        m_query = query;
        setWindow(query.window, query.pixels);
    }

    /// Index of a trace whose window can become finer, else of the trace with the fewest steps read. The
    /// number of traces if there is none.
    std::size_t nextEntry(const Reader& reader) const
    {
        std::size_t chosen = m_entries.size();
        bool looked = false;
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            const Column& column = m_entries[i].column;
            if (!column.wantsMore(reader)) {
                continue;
            }
            const bool looks = column.wantsWindow(reader);
            if (chosen == m_entries.size() || (looks && !looked) ||
                (looks == looked && column.seen() < m_entries[chosen].column.seen())) {
                chosen = i;
                looked = looks;
            }
        }
        return chosen;
    }

    TracePtr traceOf(const Entry& entry, bool complete)
    {
        auto trace = std::make_shared<Trace>();
        trace->id = entry.id;
        trace->field = entry.field;
        const RowBins& whole = entry.column.whole();
        if (times().isKnown()) {
            // Single steps stay. Bins are kept for wider windows than this one.
            const bool hasSteps = entry.column.seen() == whole.bins.size();
            const std::size_t wanted = std::max<std::size_t>(1, kBinsPerPixel * m_query.pixels);
            const std::size_t group = hasSteps ? 1 : (whole.bins.size() + wanted / 2) / wanted;
            trace->bins =
                toBins(withWindow(group > 1 ? joined(whole, group) : whole, entry.column.window()), times());
        }
        trace->steps = entry.column.seen();
        trace->nonFinite = whole.nonFiniteInAll();
        trace->complete = complete;
        trace->coarse = entry.column.isCoarse();
        trace->problem = entry.column.problem().empty() ? runTimes().problem() : entry.column.problem();
        return trace;
    }

    double progress(const Reader& reader) const
    {
        std::uint64_t seen = run()->hasTimes && needsTimes() ? runTimes().seen() : 0;
        std::uint64_t all = run()->hasTimes && needsTimes() ? reader.steps() : 0;
        for (const Entry& entry : m_entries) {
            if (entry.column.problem().empty()) {
                seen += entry.column.seen();
                all += entry.column.available(reader);
            }
        }
        const bool tell = m_turns >= kMinTurnsToTell && seen < all;
        return tell ? static_cast<double>(seen) / static_cast<double>(all)
                    : std::numeric_limits<double>::quiet_NaN();
    }

    TraceQuery m_query;
    std::vector<Entry> m_entries;
    std::uint64_t m_changes = 0;
    std::uint64_t m_shownTimes = ~std::uint64_t{0}; // runTimes().changes() of the shown traces
    int m_turns = 0;                                // since everything was read
};

} // namespace

std::unique_ptr<QueryRunner> start(const TraceQuery& query, const RunDescriptionPtr& run)
{
    return std::make_unique<TraceRunner>(run, query);
}

} // namespace h5pulse
