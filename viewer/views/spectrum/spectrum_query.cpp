// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/spectrum_query.h"

#include "core/texts.h"
#include "views/spectrum/sample_source.h"

namespace h5pulse::viewer {

namespace {

constexpr int kTakesToSay = 8; // whoever is done sooner need not say how far it is

class SpectrumRunner : public QueryRunner
{
public:
    SpectrumRunner(RunDescriptionPtr run, SpectrumWanted wanted)
        : m_run(std::move(run))
        , m_wanted(std::move(wanted))
    {
        const QString name = m_wanted.profile.isEmpty() ? m_wanted.trace.field : m_wanted.profile;
        const FieldPtr field = m_run->field(name);
        if (!field) {
            m_problem = Texts::tr("There is no field '%1'.").arg(name);
        } else if (m_wanted.profile.isEmpty()) {
            makeTrace(field);
        } else if (field->shape.size() == 1) {
            m_source = std::make_unique<ProfileSamples>(m_run, field);
        } else {
            m_problem =
                Texts::tr("'%1' is no profile: it has %2 dimensions.").arg(name).arg(field->shape.size());
        }
    }

    bool followsCursor() const override { return m_source && m_source->followsCursor(); }

    bool adopt(const Query& query) override
    {
        const auto* other = dynamic_cast<const SpectrumQuery*>(&query);
        if (!other || !m_source || other->wanted().profile != m_wanted.profile ||
            other->wanted().trace != m_wanted.trace) {
            return false;
        }
        m_wanted = other->wanted();
        if (m_trace) {
            m_trace->setWindow(m_wanted.range);
        }
        return true;
    }

    void aim(Reader& reader, const QueryTarget& aim) override
    {
        if (m_source) {
            m_source->aim(reader, aim);
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
        Samples samples = m_source->samples(result->labels);
        result->samples = samples.real.size();
        result->spectrum = spectrumOf(std::move(samples), m_wanted.options);
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
        result->wanted = m_wanted;
        result->complete = done;
        if (!m_problem.isEmpty()) {
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
        const TraceId& id = m_wanted.trace;
        if (id.component >= field->components() || (id.part == TracePart::Imaginary && !field->isComplex())) {
            m_problem = Texts::tr("'%1' has no such component.").arg(id.field);
            return;
        }
        auto trace = std::make_unique<TraceSamples>(m_run, field, id);
        trace->setWindow(m_wanted.range);
        m_trace = trace.get();
        m_source = std::move(trace);
    }

    RunDescriptionPtr m_run;
    SpectrumWanted m_wanted;
    QString m_problem; // why there can be no source
    std::unique_ptr<SampleSource> m_source;
    TraceSamples* m_trace = nullptr; // the source, where it is one
    std::shared_ptr<const SpectrumResult> m_spectrum;
    int m_takes = 0; // since it began to read
    bool m_sent = true;
};

} // namespace

std::unique_ptr<QueryRunner> SpectrumQuery::start(const RunDescriptionPtr& run) const
{
    return std::make_unique<SpectrumRunner>(run, wanted());
}

} // namespace h5pulse::viewer
