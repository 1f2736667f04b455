// SPDX-License-Identifier: MIT
#include "over_time/over_time_runner.h"

#include <algorithm>

namespace h5pulse {

namespace {

constexpr std::int64_t kPauses = 4;    // pause between results, as a multiple of the time to make one
constexpr std::int64_t kMinPause = 50; // milliseconds
constexpr std::int64_t kSoon = 200; // milliseconds; shorter reads send no partial results, to avoid flicker

} // namespace

OverTimeRunner::OverTimeRunner(RunDescriptionPtr run, FieldPtr field)
    : m_run(std::move(run))
    , m_field(std::move(field))
    , m_times(m_run->hasTimes)
{
}

void OverTimeRunner::setWindow(const std::optional<TraceWindow>& window, std::size_t pixels)
{
    m_times.setWindow(window, pixels);
    m_due = true;
}

void OverTimeRunner::setTarget(Reader& reader, const QueryTarget& target)
{
    m_steps = std::min(target.steps, available(reader));
    m_times.setTarget(reader, m_steps);
    setTargetValues(reader);
    m_due = true;
    if (!m_reading) {
        m_sinceBegin.start();
    }
}

bool OverTimeRunner::wantsToRead(const Reader& reader) const
{
    return (needsTimes() && m_times.wantsMore(reader)) || wantsValues(reader);
}

void OverTimeRunner::advance(Reader& reader)
{
    const bool wantsTimes = needsTimes() && m_times.wantsMore(reader);
    if (wantsTimes && !valuesComeFirst(reader)) {
        m_times.advance(reader);
        if (m_times.visible() != m_visible) {
            m_visible = m_times.visible();
            setVisible(m_visible);
        }
    } else if (wantsValues(reader)) {
        advanceValues(reader);
    }
    m_reading = wantsToRead(reader);
    // The end of reading is news too, even if the last pieces brought no new values.
    m_due = m_due || m_shownChanges != changes() + m_times.changes() || (m_saidReading && !m_reading);
    const bool wait = m_reading && m_sinceResult.isRunning() &&
                      (m_sinceResult.milliseconds() < m_pause || m_sinceBegin.milliseconds() < kSoon);
    if (!m_due || wait) {
        return;
    }
    const Stopwatch timer = Stopwatch::started();
    m_due = false;
    m_saidReading = m_reading;
    m_shownChanges = changes() + m_times.changes();
    std::shared_ptr<QueryResult> result;
    if (!m_times.problem().empty()) {
        result = makeProblem(reader, m_times.problem());
    } else if (times().isKnown() || m_steps == 0 || !needsTimes()) {
        result = makeResult(reader);
    }
    if (result) {
        result->run = m_run;
        result->complete = !m_reading;
        m_result = std::move(result);
    }
    m_pause = std::max(kMinPause, kPauses * timer.milliseconds());
    m_sinceResult.start();
}

std::shared_ptr<QueryResult> OverTimeRunner::makeProblem(const Reader&, const std::string& problem)
{
    auto result = std::make_shared<QueryResult>();
    result->problem = problem;
    return result;
}

void OverTimeRunner::describe(OverTimeResult& result)
{
    const bool time = overTime();
    result.field = m_field;
    result.axis = time ? TraceWindow::Axis::Time : TraceWindow::Axis::Step;
    result.steps = m_steps;
    if (m_steps == 0) {
        return;
    }
    const auto keyOf = [&](std::uint64_t step) {
        return time ? TimeAxis::Walk(times()).timeOf(step) : static_cast<double>(step);
    };
    result.firstKey = keyOf(0);
    result.lastKey = keyOf(m_steps - 1);
    std::uint64_t firstPositive = 0;
    for (std::uint64_t end = m_steps; firstPositive < end;) {
        const std::uint64_t middle = firstPositive + (end - firstPositive) / 2;
        if (keyOf(middle) > 0.0) {
            end = middle;
        } else {
            firstPositive = middle + 1;
        }
    }
    result.notPositive = firstPositive;
    if (firstPositive < m_steps) {
        result.firstPositiveKey = keyOf(firstPositive);
    }
}

} // namespace h5pulse
