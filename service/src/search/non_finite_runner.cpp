// SPDX-License-Identifier: MIT
#include "query/query_runner.h"
#include "search/search_set.h"

namespace h5pulse {

namespace {

class NonFiniteRunner : public QueryRunner
{
public:
    explicit NonFiniteRunner(RunDescriptionPtr run)
        : m_run(std::move(run))
    {
        for (const FieldPtr& field : m_run->fields) {
            if (!isInteger(field->type)) {
                const auto parts =
                    field->isComplex() ? std::vector{Part::Real, Part::Imaginary} : std::vector{Part::Real};
                m_searches.add(StepSearch({field, 0, field->components(), parts},
                                          {SearchCondition::Kind::NonFinite}, true));
            }
        }
    }

    bool followsCursor() const override { return false; }

    void setTarget(Reader&, const QueryTarget& target) override
    {
        m_steps = target.steps;
        m_searches.setTarget(target.steps);
    }

    bool wantsMore() const override { return m_searches.wantsMore(); }
    void advance(Reader& reader) override { m_searches.advance(reader); }

    QueryResultPtr take() override
    {
        if (!m_searches.isReportDue()) {
            return nullptr;
        }
        auto report = std::make_shared<NonFiniteReport>();
        report->run = m_run;
        report->complete = !wantsMore();
        report->progress = m_searches.progress();
        report->steps = m_steps;
        report->searched = m_searches.searches().size();
        for (const StepSearch& search : m_searches.searches()) {
            report->unreadable += search.problem().empty() ? 0 : 1;
            if (search.first()) {
                report->fields.push_back(
                    {search.subject().field, *search.first(), search.count(), search.isSettled()});
            }
        }
        return report;
    }

private:
    RunDescriptionPtr m_run;
    SearchSet m_searches;
    std::uint64_t m_steps = 0;
};

} // namespace

std::unique_ptr<QueryRunner> start(const NonFiniteQuery&, const RunDescriptionPtr& run)
{
    return std::make_unique<NonFiniteRunner>(run);
}

} // namespace h5pulse
