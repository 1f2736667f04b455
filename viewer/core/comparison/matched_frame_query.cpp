// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/matched_frame_query.h"

#include "core/run/frame_reader.h"
#include "core/run/same_time.h"

#include <h5pulse/reader.h>

#include <algorithm>

namespace h5pulse::viewer {

namespace {

class MatchedFrameRunner : public QueryRunner
{
public:
    MatchedFrameRunner(RunDescriptionPtr run, QString field, RunPlace place)
        : m_run(std::move(run))
        , m_field(std::move(field))
        , m_place(place)
    {
    }

    bool followsCursor() const override { return false; }

    bool adopt(const Query& query) override
    {
        const auto* other = dynamic_cast<const MatchedFrameQuery*>(&query);
        if (!other) {
            return false;
        }
        m_field = other->field();
        m_place = other->place();
        return true;
    }

    void aim(Reader& reader, const QueryTarget&) override
    {
        m_sent = false;
        m_due = false;
        m_steps = std::min<std::uint64_t>(reader.steps(), reader.steps(m_field.toStdString()));
        if (m_steps == 0) {
            m_frame.reset();
            return;
        }
        m_lastTime = reader.readTimes(m_steps - 1, 1).front();
        m_step = m_place.step;
        if (!m_place.byStep) {
            m_step = reader.stepAt(latestSameTime(m_place.time));
        }
        m_step = std::min(m_step, m_steps - 1);
        m_due = !m_frame || m_frame->step != m_step || m_frame->field->name != m_field;
    }

    bool wantsMore() const override { return m_due; }

    void advance(Reader& reader) override
    {
        m_frame = readFrame(reader, m_run, {m_field, 0, FrameQuery::At::Step, m_step});
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
        result->place = m_place;
        result->field = m_field;
        result->frame = m_frame;
        result->steps = m_steps;
        result->lastTime = m_lastTime;
        return result;
    }

private:
    RunDescriptionPtr m_run;
    QString m_field;
    RunPlace m_place;
    FramePtr m_frame;
    std::uint64_t m_step = 0;
    std::uint64_t m_steps = 0;
    double m_lastTime = 0.0;
    bool m_due = false;
    bool m_sent = true;
};

} // namespace

bool MatchedFrameQuery::equals(const Query& other) const
{
    const auto* matched = dynamic_cast<const MatchedFrameQuery*>(&other);
    return matched && matched->m_field == m_field && matched->m_place == m_place;
}

std::unique_ptr<QueryRunner> MatchedFrameQuery::start(const RunDescriptionPtr& run) const
{
    return std::make_unique<MatchedFrameRunner>(run, m_field, m_place);
}

} // namespace h5pulse::viewer
