// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/threshold_query.h"

#include "core/health/search_set.h"

#include <algorithm>

namespace h5pulse::viewer {

namespace {

std::optional<StepSearch> searchFor(const Threshold& threshold, const RunDescription& run)
{
    const TraceId& trace = threshold.trace;
    const FieldPtr field = run.field(trace.field);
    if (!field || trace.component >= field->components() ||
        (trace.part == TracePart::Imaginary && !field->isComplex())) {
        return std::nullopt;
    }
    const SearchCondition condition{threshold.side == Threshold::Side::Above ? SearchCondition::Kind::Above
                                                                             : SearchCondition::Kind::Below,
                                    threshold.limit};
    const Part part = trace.part == TracePart::Real ? Part::Real : Part::Imaginary;
    return StepSearch({field, trace.component, 1, {part}}, condition, false);
}

class ThresholdRunner : public QueryRunner
{
public:
    ThresholdRunner(RunDescriptionPtr run, const std::vector<Threshold>& thresholds)
        : m_run(std::move(run))
    {
        watch(thresholds);
    }

    bool followsCursor() const override { return false; }

    bool adopt(const Query& query) override
    {
        const auto* other = dynamic_cast<const ThresholdQuery*>(&query);
        if (other) {
            watch(other->thresholds());
        }
        return other != nullptr;
    }

    void aim(Reader&, const QueryTarget& aim) override { m_searches.aim(aim.steps); }
    bool wantsMore() const override { return m_searches.wantsMore(); }
    void advance(Reader& reader) override { m_searches.advance(reader); }

    QueryResultPtr take() override
    {
        if (!m_searches.isTellingDue()) {
            return nullptr;
        }
        auto report = std::make_shared<CrossingReport>();
        report->run = m_run;
        report->complete = !wantsMore();
        for (std::size_t i = 0; i < m_watched.size(); ++i) {
            const StepSearch& search = m_searches.searches()[i];
            if (search.first()) {
                report->crossings.push_back(
                    {m_watched[i], search.subject().field, *search.first(), search.isSettled()});
            }
        }
        return report;
    }

private:
    /// Those that were watched before keep what was found.
    void watch(const std::vector<Threshold>& thresholds)
    {
        const std::vector<Threshold> before = std::exchange(m_watched, {});
        std::vector<StepSearch> known = std::exchange(m_searches, {}).release();
        for (const Threshold& threshold : thresholds) {
            const auto found = std::ranges::find(before, threshold);
            std::optional<StepSearch> search =
                found != before.end() ? std::move(known[static_cast<std::size_t>(found - before.begin())])
                                      : searchFor(threshold, *m_run);
            if (search) {
                m_watched.push_back(threshold);
                m_searches.add(*std::move(search));
            }
        }
    }

    RunDescriptionPtr m_run;
    std::vector<Threshold> m_watched; // of each search
    SearchSet m_searches;
};

} // namespace

bool ThresholdQuery::equals(const Query& other) const
{
    const auto* query = dynamic_cast<const ThresholdQuery*>(&other);
    return query && query->m_thresholds == m_thresholds;
}

std::unique_ptr<QueryRunner> ThresholdQuery::start(const RunDescriptionPtr& run) const
{
    return std::make_unique<ThresholdRunner>(run, m_thresholds);
}

} // namespace h5pulse::viewer
