// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/over_time_runner.h"

#include "core/texts.h"

#include <algorithm>

namespace h5pulse::viewer {

namespace {

constexpr qint64 kPauses = 4;        // between results, so many times as long as one takes to be made
constexpr qint64 kMinPause = 50; // milliseconds
constexpr qint64 kSoon = 200;        // what takes no longer is shown when it is whole: a live run is calm

class ProblemRunner : public QueryRunner
{
public:
    ProblemRunner(RunDescriptionPtr run, QString problem)
        : m_result(std::make_shared<QueryResult>())
    {
        m_result->run = std::move(run);
        m_result->problem = std::move(problem);
    }

    bool followsCursor() const override { return false; }
    void aim(Reader&, const QueryTarget&) override {}
    bool wantsMore() const override { return false; }
    void advance(Reader&) override {}
    QueryResultPtr take() override { return std::exchange(m_result, nullptr); }

private:
    std::shared_ptr<QueryResult> m_result;
};

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

void OverTimeRunner::aim(Reader& reader, const QueryTarget& aim)
{
    m_steps = std::min(aim.steps, available(reader));
    m_times.aim(reader, m_steps);
    aimValues(reader);
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
    // That all was read has to be said as well, also if the last pieces brought nothing new.
    m_due = m_due || m_shownChanges != changes() + m_times.changes() || (m_saidReading && !m_reading);
    const bool wait = m_reading && m_sinceResult.isValid() &&
                      (m_sinceResult.elapsed() < m_pause || m_sinceBegin.elapsed() < kSoon);
    if (!m_due || wait) {
        return;
    }
    QElapsedTimer timer;
    timer.start();
    m_due = false;
    m_saidReading = m_reading;
    m_shownChanges = changes() + m_times.changes();
    std::shared_ptr<QueryResult> result;
    if (!m_times.problem().isEmpty()) {
        result = makeProblem(reader, m_times.problem());
    } else if (times().isKnown() || m_steps == 0 || !needsTimes()) {
        result = makeResult(reader);
    }
    if (result) {
        result->run = m_run;
        result->complete = !m_reading;
        m_result = std::move(result);
    }
    m_pause = std::max(kMinPause, kPauses * timer.elapsed());
    m_sinceResult.start();
}

std::shared_ptr<QueryResult> OverTimeRunner::makeProblem(const Reader&, const QString& problem)
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

QString problemOf(const RunDescription& run, const QString& name)
{
    const FieldPtr field = run.field(name);
    return !field                     ? Texts::tr("There is no field '%1'.").arg(name)
           : field->components() == 0 ? Texts::tr("'%1' has no values.").arg(name)
                                      : QString();
}

std::unique_ptr<QueryRunner> problemRunner(RunDescriptionPtr run, QString problem)
{
    return std::make_unique<ProblemRunner>(std::move(run), std::move(problem));
}

} // namespace h5pulse::viewer
