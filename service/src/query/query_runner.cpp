// SPDX-License-Identifier: MIT
#include "query/query_runner.h"

#include <type_traits>
#include <utility>

namespace h5pulse {

namespace {

class ProblemRunner : public QueryRunner
{
public:
    ProblemRunner(RunDescriptionPtr run, std::string problem)
        : m_result(std::make_shared<QueryResult>())
    {
        m_result->run = std::move(run);
        m_result->problem = std::move(problem);
    }

    bool followsCursor() const override { return false; }
    void setTarget(Reader&, const QueryTarget&) override {}
    bool wantsMore() const override { return false; }
    void advance(Reader&) override {}
    QueryResultPtr take() override { return std::exchange(m_result, nullptr); }

private:
    std::shared_ptr<QueryResult> m_result;
};

} // namespace

std::unique_ptr<QueryRunner> startQuery(const Query& query, const RunDescriptionPtr& run)
{
    return std::visit(
        [&]<typename Q>(const Q& one) -> std::unique_ptr<QueryRunner> {
            if constexpr (std::is_same_v<Q, FrameQuery>) {
                return nullptr;
            } else {
                return start(one, run);
            }
        },
        query);
}

std::string problemOf(const RunDescription& run, const std::string& name)
{
    const FieldPtr field = run.field(name);
    return !field                     ? "There is no field '" + name + "'."
           : field->components() == 0 ? "'" + name + "' has no values."
                                      : std::string();
}

std::unique_ptr<QueryRunner> problemRunner(RunDescriptionPtr run, std::string problem)
{
    return std::make_unique<ProblemRunner>(std::move(run), std::move(problem));
}

} // namespace h5pulse
