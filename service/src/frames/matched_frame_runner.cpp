// SPDX-License-Identifier: MIT
#include "frames/frame_reader.h"
#include "query/query_runner.h"

#include <h5pulse/reader.h>
#include <h5pulse/service/same_time.h>

#include <algorithm>

namespace h5pulse {

namespace {

class MatchedFrameRunner : public QueryRunner
{
public:
    MatchedFrameRunner(RunDescriptionPtr run, MatchedFrameQuery query)
        : m_run(std::move(run))
        , m_query(std::move(query))
    {
    }

    bool followsCursor() const override { return false; }

    bool adopt(const Query& query) override
    {
        const auto* other = std::get_if<MatchedFrameQuery>(&query);
        if (other) {
            m_query = *other;
        }
        return other != nullptr;
    }

    void setTarget(Reader& reader, const QueryTarget&) override
    {
        m_sent = false;
        m_due = false;
        m_steps = std::min<std::uint64_t>(reader.steps(), reader.steps(m_query.field));
        if (m_steps == 0) {
            m_frame.reset();
            return;
        }
        m_lastTime = reader.readTimes(m_steps - 1, 1).front();
        m_step = m_query.position.step;
        if (!m_query.position.byStep) {
            m_step = reader.stepAt(latestSameTime(m_query.position.time));
        }
        m_step = std::min(m_step, m_steps - 1);
        m_due = !m_frame || m_frame->step != m_step || m_frame->field->name != m_query.field ||
                m_detail != m_query.detail;
    }

    bool wantsMore() const override { return m_due; }

    void advance(Reader& reader) override
    {
        m_detail = m_query.detail;
        m_frame = readFrame(reader, m_run, {.field = m_query.field, .detail = m_detail},
                            {.at = CursorPosition::At::Step, .step = m_step});
        m_due = false;
    }

    QueryResultPtr take() override
    {
        if (m_sent || m_due) {
            return nullptr;
        }
        m_sent = true;
        auto result = std::make_shared<MatchedFrame>();
        result->run = m_run;
        result->query = m_query;
        result->frame = m_frame;
        result->steps = m_steps;
        result->lastTime = m_lastTime;
        return result;
    }

private:
    RunDescriptionPtr m_run;
    MatchedFrameQuery m_query;
    FramePtr m_frame;
    FrameDetail m_detail; // of m_frame
    std::uint64_t m_step = 0;
    std::uint64_t m_steps = 0;
    double m_lastTime = 0.0;
    bool m_due = false;
    bool m_sent = true;
};

} // namespace

std::unique_ptr<QueryRunner> start(const MatchedFrameQuery& query, const RunDescriptionPtr& run)
{
    return std::make_unique<MatchedFrameRunner>(run, query);
}

} // namespace h5pulse
