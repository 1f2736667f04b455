// SPDX-License-Identifier: MIT
#include "query/query_runner.h"

#include <h5pulse/reader.h>

#include <algorithm>

namespace h5pulse {

namespace {

constexpr std::size_t kFieldsAtOnce = 100;

class InformationRunner : public QueryRunner
{
public:
    explicit InformationRunner(RunDescriptionPtr run)
        : m_run(std::move(run))
    {
    }

    bool followsCursor() const override { return false; }
    bool needsSteps() const override { return false; }

    void setTarget(Reader& reader, const QueryTarget&) override
    {
        m_found = std::make_shared<Information>();
        m_found->run = m_run;
        m_found->writer = reader.writerStatus();
        const std::vector<Segment>& all = reader.segments();
        const std::size_t count = std::min(all.size(), InformationQuery::kMaxSegments);
        m_found->segments.assign(all.end() - static_cast<std::ptrdiff_t>(count), all.end());
        m_found->segmentsLeftOut = all.size() - count;
    }

    bool wantsMore() const override { return m_found && m_found->fieldSteps.size() < m_run->fields.size(); }

    void advance(Reader& reader) override
    {
        std::vector<std::uint64_t>& steps = m_found->fieldSteps;
        const std::size_t end = std::min(steps.size() + kFieldsAtOnce, m_run->fields.size());
        while (steps.size() < end) {
            const std::uint64_t own = reader.steps(m_run->fields[steps.size()]->name);
            steps.push_back(std::min<std::uint64_t>(own, reader.steps()));
        }
    }

    QueryResultPtr take() override { return wantsMore() ? nullptr : std::exchange(m_found, nullptr); }

private:
    RunDescriptionPtr m_run;
    std::shared_ptr<Information> m_found;
};

} // namespace

std::unique_ptr<QueryRunner> start(const InformationQuery&, const RunDescriptionPtr& run)
{
    return std::make_unique<InformationRunner>(run);
}

} // namespace h5pulse
