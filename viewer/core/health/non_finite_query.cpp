// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/non_finite_query.h"

#include "core/health/search_set.h"

namespace h5pulse::viewer {

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

    void aim(Reader&, const QueryTarget& aim) override
    {
        m_steps = aim.steps;
        m_searches.aim(aim.steps);
    }

    bool wantsMore() const override { return m_searches.wantsMore(); }
    void advance(Reader& reader) override { m_searches.advance(reader); }

    QueryResultPtr take() override
    {
        if (!m_searches.isTellingDue()) {
            return nullptr;
        }
        auto report = std::make_shared<NonFiniteReport>();
        report->run = m_run;
        report->complete = !wantsMore();
        report->progress = m_searches.progress();
        report->steps = m_steps;
        report->searched = m_searches.searches().size();
        for (const StepSearch& search : m_searches.searches()) {
            report->unreadable += search.problem().isEmpty() ? 0 : 1;
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

bool NonFiniteQuery::equals(const Query& other) const
{
    return dynamic_cast<const NonFiniteQuery*>(&other) != nullptr;
}

std::unique_ptr<QueryRunner> NonFiniteQuery::start(const RunDescriptionPtr& run) const
{
    return std::make_unique<NonFiniteRunner>(run);
}

} // namespace h5pulse::viewer
