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

/// Reads the samples of a spectrum. Use on the thread that owns the Reader. Calls may throw what the Reader
/// throws.
class SampleSource
{
public:
    virtual ~SampleSource() = default;

    virtual bool followsCursor() const = 0;
    /// Sets the state of the run to read from. Keeps data that is still valid.
    virtual void setTarget(Reader& reader, const QueryTarget& target) = 0;
    virtual bool wantsMore() const = 0;
    virtual void advance(Reader& reader) = 0;
    /// Progress of reading, 0 to 1.
    virtual double progress() const = 0;
    /// The samples and their origin. Call when all have been read.
    virtual Samples samples(SampleOrigin& origin) const = 0;
};

/// Whether values at these points can be resampled to an even grid: the points are finite, do not descend,
/// and are not all equal.
bool canResample(std::span<const double> points);

/// Resamples values to the same number of evenly spaced points from the first to the last point, by linear
/// interpolation. Of repeated points the last one counts. Values beside a non-finite one are not finite.
std::vector<double> resample(std::span<const double> points, std::span<const double> values);

/// A 1-D field at the cursor, over its coordinate if that is even, else over the index.
class ProfileSamples : public SampleSource
{
public:
    /// Of longer profiles, only the first values are used; see also fastLength().
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
    std::optional<double> m_spacing; // of the coordinate; nullopt: uneven, or no coordinate
    std::optional<std::uint64_t> m_step;
    std::optional<std::uint64_t> m_read; // step of m_values
    double m_time = 0.0;
    TypedValues m_values;
};

/// One component of a field over the steps of the window. Values at uneven times are resampled to an even
/// grid. If times do not ascend, frequencies are per step.
class TraceSamples : public SampleSource
{
public:
    /// Of longer traces, only the last steps are used; see also fastLength().
    static constexpr std::uint64_t kMaxSteps = std::uint64_t{1} << 20U;

    TraceSamples(RunDescriptionPtr run, FieldPtr field, TraceId id);

    /// Sets the part of the run; nullopt: all. Takes effect with the next target.
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
    StepRange m_steps;            // steps to read
    bool m_cut = false;           // the window has more steps than m_steps
    std::vector<double> m_values; // values of the first steps of m_steps
    std::vector<double> m_times;  // empty: the run has no times
};

} // namespace h5pulse
