// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/step_range.h"
#include "core/trace/trace.h"

#include <h5pulse/reader.h>
#include "views/spectrum/sample_source.h"

#include <optional>

namespace h5pulse::viewer {

/// One component of a field over the steps that are looked at. Evenly spaced times are taken as they are,
/// others are brought onto an even grid; where times do not ascend steps are counted.
class TraceSamples : public SampleSource
{
public:
    /// Of more steps the last so many are taken; see also fastLength().
    static constexpr std::uint64_t kMostSteps = std::uint64_t{1} << 20U;

    TraceSamples(RunDescriptionPtr run, FieldPtr field, TraceId id);

    const TraceId& id() const { return m_id; }
    /// Which part of the run; none: all of it. Comes into force with the next aim.
    void setWindow(const std::optional<TraceWindow>& window) { m_window = window; }

    bool followsCursor() const override { return false; }
    void aim(Reader& reader, const QueryAim& aim) override;
    bool wantsMore() const override { return m_values.size() < m_steps.count(); }
    void advance(Reader& reader) override;
    double progress() const override;
    Samples samples(SampleLabels& labels) const override;

private:
    StepRange stepsOf(Reader& reader, std::uint64_t steps) const;
    QString title(std::uint64_t first) const;

    RunDescriptionPtr m_run;
    FieldPtr m_field;
    TraceId m_id;
    std::optional<TraceWindow> m_window;
    StepRange m_steps;            // that are wanted
    bool m_cut = false;           // there would be more
    std::vector<double> m_values; // of the first of m_steps
    std::vector<double> m_times;  // empty: the run has none
};

} // namespace h5pulse::viewer
