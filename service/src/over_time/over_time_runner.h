// SPDX-License-Identifier: MIT
#pragma once

#include "over_time/run_times.h"
#include "query/query_runner.h"
#include "query/stopwatch.h"

#include <h5pulse/service/over_time.h>

namespace h5pulse {

/// Answers queries about one or several fields over the whole run: reads the times, finds the steps of the
/// window, and sends results as often as they cost little compared with reading. Derived classes read the
/// values.
class OverTimeRunner : public QueryRunner
{
public:
    bool followsCursor() const override { return false; }
    void setTarget(Reader& reader, const QueryTarget& target) override;
    bool wantsMore() const override { return m_due || m_reading; }
    void advance(Reader& reader) override;
    QueryResultPtr take() override { return std::exchange(m_result, nullptr); }

protected:
    /// @param field  null: the query concerns several fields
    OverTimeRunner(RunDescriptionPtr run, FieldPtr field);

    /// Sets the window (nullopt: the whole run) and its width in pixels.
    void setWindow(const std::optional<TraceWindow>& window, std::size_t pixels);

    const RunDescriptionPtr& run() const { return m_run; }
    const FieldPtr& field() const { return m_field; }
    /// Current number of steps.
    std::uint64_t steps() const { return m_steps; }
    const TimeAxis& times() { return m_times.axis(); }
    const RunTimes& runTimes() const { return m_times; }
    bool overTime() { return m_run->hasTimes && times().ascends(); }
    /// Fills in the common members of a result: field, times and steps.
    void describe(OverTimeResult& result);

    /// Number of steps of the field.
    virtual std::uint64_t available(const Reader& reader) const = 0;
    virtual void setTargetValues(Reader& reader) = 0;
    virtual void setVisible(const std::optional<StepRange>& visible) = 0;
    virtual bool wantsValues(const Reader& reader) const = 0;
    /// Reads a piece of the values.
    virtual void advanceValues(Reader& reader) = 0;
    /// A number that grows with each change of the values.
    virtual std::uint64_t changes() const = 0;
    /// The result so far. Called only when times are known.
    virtual std::shared_ptr<QueryResult> makeResult(const Reader& reader) = 0;
    /// The result if times cannot be read.
    virtual std::shared_ptr<QueryResult> makeProblem(const Reader& reader, const std::string& problem);
    /// Whether times are read at all.
    virtual bool needsTimes() const { return true; }
    /// Whether values are read before times if both are due.
    virtual bool valuesComeFirst(const Reader&) const { return false; }

private:
    bool wantsToRead(const Reader& reader) const;

    RunDescriptionPtr m_run;
    FieldPtr m_field;
    RunTimes m_times;
    std::uint64_t m_steps = 0;
    std::optional<StepRange> m_visible;
    bool m_reading = false;
    bool m_due = false;         // the last result is outdated
    bool m_saidReading = false; // the last result was incomplete
    std::uint64_t m_shownChanges = 0;
    Stopwatch m_sinceBegin; // since the current reading began
    Stopwatch m_sinceResult;
    std::int64_t m_pause = 0;
    QueryResultPtr m_result;
};

} // namespace h5pulse
