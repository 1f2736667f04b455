// SPDX-License-Identifier: MIT
#pragma once

#include "query/query_runner.h"
#include "spectrum/transform.h"

#include <h5pulse/reader.h>
#include <h5pulse/service/step_range.h>
#include <h5pulse/service/trace.h>
#include <h5pulse/service/typed_values.h>

#include <optional>
#include <span>
#include <vector>

namespace h5pulse {

/// Reads the values that a spectrum is made of. For the thread that owns the Reader; calls may throw what the Reader
/// throws.
class SampleSource
{
public:
    virtual ~SampleSource() = default;

    virtual bool followsCursor() const = 0;
    /// Sets which samples are wanted, and keeps what was read before where it still counts.
    virtual void setTarget(Reader& reader, const QueryTarget& target) = 0;
    virtual bool wantsMore() const = 0;
    virtual void advance(Reader& reader) = 0;
    /// 0 to 1, of what is to be read.
    virtual double progress() const = 0;
    /// When all is read. Also describes where they come from.
    virtual Samples samples(SampleOrigin& origin) const = 0;
};

/// Whether values over these points can be put on an even grid: finite, nowhere descending, and not all the
/// same.
bool canResample(std::span<const double> points);

/// Values over points, on as many evenly spaced ones from the first to the last, by lines between neighbours.
/// Where points repeat the last one counts. A line from or to what is not finite is NaN.
std::vector<double> resample(std::span<const double> points, std::span<const double> values);

/// A 1-D field at the cursor, over its coordinate where that is even.
class ProfileSamples : public SampleSource
{
public:
    /// Of longer profiles the first so many values are taken; see also fastLength().
    static constexpr std::size_t kMaxPoints = std::size_t{1} << 20U;

    ProfileSamples(RunDescriptionPtr run, FieldPtr field);

    bool followsCursor() const override { return true; }
    void setTarget(Reader& reader, const QueryTarget& target) override;
    bool wantsMore() const override { return m_read != m_step; }
    void advance(Reader& reader) override;
    double progress() const override { return 0.0; }
    Samples samples(SampleOrigin& origin) const override;

private:
    RunDescriptionPtr m_run;
    FieldPtr m_field;
    std::size_t m_count;
    std::optional<double> m_spacing; // of the coordinate; none: it is not even, or there is none
    std::optional<std::uint64_t> m_step;
    std::optional<std::uint64_t> m_read; // the step that m_values are of
    double m_time = 0.0;
    TypedValues m_values;
};

/// One component of a field over the steps of the window. Evenly spaced times are taken as they are,
/// others are brought onto an even grid; where times do not ascend steps are counted.
class TraceSamples : public SampleSource
{
public:
    /// Of more steps the last so many are taken; see also fastLength().
    static constexpr std::uint64_t kMaxSteps = std::uint64_t{1} << 20U;

    TraceSamples(RunDescriptionPtr run, FieldPtr field, TraceId id);

    /// Which part of the run; none: all of it. Takes effect with the next target.
    void setWindow(const std::optional<TraceWindow>& window) { m_window = window; }

    bool followsCursor() const override { return false; }
    void setTarget(Reader& reader, const QueryTarget& target) override;
    bool wantsMore() const override { return m_values.size() < m_steps.count(); }
    void advance(Reader& reader) override;
    double progress() const override;
    Samples samples(SampleOrigin& origin) const override;

private:
    StepRange stepsOf(Reader& reader, std::uint64_t steps) const;

    RunDescriptionPtr m_run;
    FieldPtr m_field;
    TraceId m_id;
    std::optional<TraceWindow> m_window;
    StepRange m_steps;            // that are wanted
    bool m_cut = false;           // there would be more
    std::vector<double> m_values; // of the first of m_steps
    std::vector<double> m_times;  // empty: the run has none
};

} // namespace h5pulse
