// SPDX-License-Identifier: MIT
#include "query/query_runner.h"
#include "search/search_set.h"

#include <algorithm>

namespace h5pulse {

namespace {

std::optional<StepSearch> searchFor(const Threshold& threshold, const RunDescription& run)
{
    const TraceId& trace = threshold.trace;
    const FieldPtr field = run.field(trace.field);
    if (!field || trace.component >= field->components() ||
        (trace.part == Part::Imaginary && !field->isComplex())) {
        return std::nullopt;
    }
    const SearchCondition condition{threshold.side == Threshold::Side::Above ? SearchCondition::Kind::Above
                                                                             : SearchCondition::Kind::Below,
                                    threshold.limit};
    return StepSearch({field, trace.component, 1, {trace.part}}, condition, false);
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
        const auto* other = std::get_if<ThresholdQuery>(&query);
        if (other) {
            watch(other->thresholds);
        }
        return other != nullptr;
    }

    void setTarget(Reader&, const QueryTarget& target) override { m_searches.setTarget(target.steps); }
    bool wantsMore() const override { return m_searches.wantsMore(); }
    void advance(Reader& reader) override { m_searches.advance(reader); }

    QueryResultPtr take() override
    {
        if (!m_searches.isReportDue()) {
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
    /// Sets the thresholds. Those that were watched before keep their findings.
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
    std::vector<Threshold> m_watched; // threshold of each search
    SearchSet m_searches;
};

} // namespace

std::unique_ptr<QueryRunner> start(const ThresholdQuery& query, const RunDescriptionPtr& run)
{
    return std::make_unique<ThresholdRunner>(run, query.thresholds);
}

} // namespace h5pulse
