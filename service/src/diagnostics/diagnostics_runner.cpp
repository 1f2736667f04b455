// SPDX-License-Identifier: MIT
#include "diagnostics/step_meter.h"
#include "over_time/over_time_runner.h"
#include "over_time/row_reduction.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace h5pulse {

namespace {

constexpr std::size_t kMaxSamples = 2048; // single steps of the whole run, and of the window
constexpr std::size_t kMinSamples = 16;
constexpr std::uint64_t kMaxSampleBytes = std::uint64_t{1} << 30U; // limits the samples of large fields

std::size_t samplesFor(const FieldDescription& field)
{
    // Each sample needs the step before as well.
    const std::uint64_t bytes = 2 * field.components() * sizeof(double) * (field.isComplex() ? 2 : 1);
    return std::clamp<std::uint64_t>(kMaxSampleBytes / bytes, kMinSamples, kMaxSamples);
}

class DiagnosticsRunner : public OverTimeRunner
{
public:
    DiagnosticsRunner(RunDescriptionPtr run, const FieldPtr& field, DiagnosticsQuery query)
        : OverTimeRunner(std::move(run), field)
        , m_all{.field = field->name, .components = field->components(), .perRow = field->components()}
        , m_sampler(samplesFor(*field))
        , m_meter(*field)
    {
        setQuery(std::move(query));
    }

    bool adopt(const Query& query) override
    {
        const auto* other = std::get_if<DiagnosticsQuery>(&query);
        if (!other || other->field != m_query.field) {
            return false;
        }
        setQuery(*other);
        return true;
    }

protected:
    std::uint64_t available(const Reader& reader) const override { return m_all.available(reader); }

    void setTargetValues(Reader& reader) override
    {
        // The overview has no magnitudes of complex numbers.
        if (!m_exact && !field()->isComplex() && reader.hasOverview(m_all.field)) {
            m_exact.emplace(m_all);
            m_exact->setPixels(m_query.pixels);
            m_exact->setVisible(m_visible);
        }
        if (m_exact) {
            m_exact->setTarget(reader, steps());
        }
        setSamplerTarget();
    }

    void setVisible(const std::optional<StepRange>& visible) override
    {
        m_visible = visible;
        if (m_exact) {
            m_exact->setVisible(visible);
        }
        setSamplerTarget();
    }

    bool wantsValues(const Reader& reader) const override
    {
        return m_meter.isBusy() || m_sampler.next() || (m_exact && m_exact->wantsMore(reader));
    }

    void advanceValues(Reader& reader) override
    {
        // The overview first, because it is complete soon.
        if (m_exact && m_exact->wantsMore(reader)) {
            m_exact->advance(reader);
            return;
        }
        if (!m_meter.isBusy()) {
            m_meter.begin(*m_sampler.next());
        }
        const std::uint64_t step = m_meter.step();
        if (const auto measures = m_meter.advance(reader)) {
            m_samples[step] = *measures;
            if (m_sampler.next() == step) {
                m_sampler.done();
            }
            ++m_changes;
        }
    }

    std::uint64_t changes() const override { return m_changes + (m_exact ? m_exact->changes() : 0); }

    std::shared_ptr<QueryResult> makeResult(const Reader& reader) override
    {
        auto result = std::make_shared<DiagnosticsResult>();
        describe(*result);
        result->query = m_query;
        result->hasOverview = m_exact.has_value();
        result->distance = m_sampler.windowDistance();
        result->progress = m_sampler.progress();
        if (m_exact) {
            result->progress = std::min(result->progress, m_exact->progress(reader));
            addBins(*result);
        }
        addSamples(*result);
        return result;
    }

private:
    void setQuery(DiagnosticsQuery query)
    {
        m_query = std::move(query);
        setWindow(m_query.window, m_query.pixels);
        if (m_exact) {
            m_exact->setPixels(m_query.pixels);
        }
    }

    void setSamplerTarget()
    {
        m_sampler.setTarget(steps(), m_visible);
        for (const std::uint64_t step : m_sampler.surplus()) {
            m_samples.erase(step);
        }
    }

    static void add(DiagnosticsResult& result, Measure measure, TraceBin bin, double value)
    {
        bin.low = bin.high = bin.mean = value;
        result.series[static_cast<std::size_t>(measure)].push_back(bin);
    }

    /// Adds the bins of the whole run, with the finer bins of the window.
    void addBins(DiagnosticsResult& result)
    {
        const std::shared_ptr<const RowBins> whole = m_exact->whole();
        const RowBins* window = m_exact->window().get();
        const bool any = window && !window->bins.empty();
        const StepRange fine =
            any ? StepRange{window->bins.front().first, window->bins.back().end} : StepRange{};
        TimeAxis::Walk walk(times());
        const auto addPart = [&](const RowBins& from, const StepRange& part) {
            for (std::size_t bin = 0; bin < from.bins.size(); ++bin) {
                const StepRange steps{std::max(from.bins[bin].first, part.first),
                                      std::min(from.bins[bin].end, part.end)};
                if (steps.first >= steps.end) {
                    continue;
                }
                TraceBin place{.first = steps.first, .end = steps.end};
                place.firstTime = walk.timeOf(steps.first);
                place.lastTime = walk.timeOf(steps.end - 1);
                add(result, Measure::Minimum, place, from.minimum[bin]);
                add(result, Measure::Maximum, place, from.maximum[bin]);
                add(result, Measure::Mean, place, from.mean[bin]);
                add(result, Measure::NonFinite, place, static_cast<double>(from.nonFinite[bin]));
            }
        };
        if (!any) {
            addPart(*whole, {0, steps()});
            return;
        }
        addPart(*whole, {0, fine.first});
        addPart(*window, fine);
        addPart(*whole, {fine.end, std::max(fine.end, steps())});
    }

    void addSamples(DiagnosticsResult& result)
    {
        TimeAxis::Walk walk(times());
        for (const auto& [step, measures] : m_samples) {
            TraceBin place{.first = step, .end = step + 1};
            place.firstTime = place.lastTime = walk.timeOf(step);
            add(result, Measure::Norm, place, measures.norm);
            if (step > 0) {
                add(result, Measure::Change, place, measures.change);
            }
            if (!m_exact) {
                add(result, Measure::Minimum, place, measures.minimum);
                add(result, Measure::Maximum, place, measures.maximum);
                add(result, Measure::Mean, place, measures.mean);
                add(result, Measure::NonFinite, place, static_cast<double>(measures.nonFinite));
            }
        }
    }

    RowSource m_all;
    std::optional<RowReduction> m_exact; // if the file has an overview of the field
    StepSampler m_sampler;
    StepMeter m_meter;
    std::map<std::uint64_t, StepMeasures> m_samples;
    std::uint64_t m_changes = 0;
    std::optional<StepRange> m_visible;
    DiagnosticsQuery m_query;
};

} // namespace

std::unique_ptr<QueryRunner> start(const DiagnosticsQuery& query, const RunDescriptionPtr& run)
{
    if (const std::string problem = problemOf(*run, query.field); !problem.empty()) {
        return problemRunner(run, problem);
    }
    return std::make_unique<DiagnosticsRunner>(run, run->field(query.field), query);
}

} // namespace h5pulse
