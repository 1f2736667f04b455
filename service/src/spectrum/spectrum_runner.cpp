// SPDX-License-Identifier: MIT
#include "query/query_runner.h"
#include "spectrum/sample_source.h"

namespace h5pulse {

namespace {

constexpr int kTakesToSay = 8; // shorter reads report no progress

class SpectrumRunner : public QueryRunner
{
public:
    SpectrumRunner(RunDescriptionPtr run, SpectrumQuery query)
        : m_run(std::move(run))
        , m_query(std::move(query))
    {
        const std::string name = m_query.profile.empty() ? m_query.trace.field : m_query.profile;
        const FieldPtr field = m_run->field(name);
        if (!field) {
            m_problem = "There is no field '" + name + "'.";
        } else if (m_query.profile.empty()) {
            makeTrace(field);
        } else if (field->shape.size() == 1) {
            m_source = std::make_unique<ProfileSamples>(m_run, field);
        } else {
            m_problem = "'" + name + "' is no profile: it has " + std::to_string(field->shape.size()) +
                        " dimensions.";
        }
    }

    bool followsCursor() const override { return m_source && m_source->followsCursor(); }

    bool adopt(const Query& query) override
    {
        const auto* other = std::get_if<SpectrumQuery>(&query);
        if (!other || !m_source || other->profile != m_query.profile || other->trace != m_query.trace) {
            return false;
        }
        m_query = *other;
        if (m_trace) {
            m_trace->setWindow(m_query.range);
        }
        return true;
    }

    void setTarget(Reader& reader, const QueryTarget& target) override
    {
        if (m_source) {
            m_source->setTarget(reader, target);
        }
        m_spectrum.reset();
        m_sent = false;
    }

    bool wantsMore() const override { return m_source && (m_source->wantsMore() || !m_spectrum); }

    void advance(Reader& reader) override
    {
        if (m_source->wantsMore()) {
            m_source->advance(reader);
            return;
        }
        auto result = std::make_shared<SpectrumResult>();
        Samples samples = m_source->samples(result->origin);
        result->samples = samples.real.size();
        result->spectrum = spectrumOf(std::move(samples), m_query.options);
        thinOut(result->spectrum);
        result->problem = result->spectrum.problem;
        m_spectrum = std::move(result);
    }

    QueryResultPtr take() override
    {
        const bool done = !wantsMore();
        if (m_sent || (!done && (!m_source->wantsMore() || ++m_takes < kTakesToSay))) {
            return nullptr;
        }
        auto result = std::make_shared<SpectrumResult>();
        if (m_spectrum) {
            *result = *m_spectrum;
        }
        result->run = m_run;
        result->query = m_query;
        result->complete = done;
        if (!m_problem.empty()) {
            result->problem = m_problem;
        }
        if (!done) {
            result->progress = m_source->progress();
        }
        m_sent = done;
        m_takes = done ? 0 : m_takes;
        return result;
    }

private:
    void makeTrace(const FieldPtr& field)
    {
        const TraceId& id = m_query.trace;
        if (id.component >= field->components() || (id.part == Part::Imaginary && !field->isComplex())) {
            m_problem = "'" + id.field + "' has no such component.";
            return;
        }
        auto trace = std::make_unique<TraceSamples>(m_run, field, id);
        trace->setWindow(m_query.range);
        m_trace = trace.get();
        m_source = std::move(trace);
    }

    RunDescriptionPtr m_run;
    SpectrumQuery m_query;
    std::string m_problem; // why there is no source
    std::unique_ptr<SampleSource> m_source;
    TraceSamples* m_trace = nullptr; // the source, if it is a trace
    std::shared_ptr<const SpectrumResult> m_spectrum;
    int m_takes = 0; // since it began to read
    bool m_sent = true;
};

} // namespace

std::unique_ptr<QueryRunner> start(const SpectrumQuery& query, const RunDescriptionPtr& run)
{
    return std::make_unique<SpectrumRunner>(run, query);
}

} // namespace h5pulse
